namespace Holdfast.DataPlane.Health;

/// <summary>
/// All that is known of one server's health: probes in a row, ejections, what traffic says, how far it is restored. Kept over reloads with
/// its server. Judged together with its pool in <see cref="PoolHealth"/>, which owns it. Prober thread only, where nothing else is said.
/// </summary>
public sealed class ServerHealth
{
    // A process that paused or a network that broke for less than this left the server warm.
    private const long BriefNanoseconds = 10_000_000_000;

    private int goodInARow;
    private int badInARow;
    private bool everProbed;
    private bool wasOut;
    private long outSince;
    private int wholeBefore;

    // Any thread (atomic): how soon those who doubt it want a probe.
    private int doubt;

    internal ServerHealth(ServerState server)
    {
        Server = server;
        Ejection = new Ejection(server);
    }

    public ServerState Server { get; }

    /// <summary>Any thread.</summary>
    public HealthVerdict Verdict => Server.Condition switch
    {
        ServerCondition condition when condition.HasFlag(ServerCondition.ProbesFailed) => HealthVerdict.ProbesFailed,
        ServerCondition condition when condition.HasFlag(ServerCondition.Ejected) => HealthVerdict.Ejected,
        _ => HealthVerdict.Healthy,
    };

    /// <summary>Why it is out. Any thread.</summary>
    public EjectionReason Reason => Verdict switch
    {
        HealthVerdict.Ejected => Ejection.Reason,
        HealthVerdict.ProbesFailed => EjectionReason.ProbesFailed,
        _ => EjectionReason.None,
    };

    /// <summary>Any thread.</summary>
    public bool IsEjected => Ejection.IsOn;

    /// <summary>What traffic says. Workers write their part of it.</summary>
    public ServerEvidence Evidence { get; } = new();

    public RestorationRamp Ramp { get; } = new();

    internal Ejection Ejection { get; }

    internal Suspicion Suspicion { get; } = new();

    internal Stillness Stillness { get; } = new();

    /// <summary>It did not accept a connect in time, or refused and is the last of its pool: a probe decides whether it goes out. Any thread.</summary>
    internal bool IsDoubted => Volatile.Read(ref doubt) != (int)ProbeWish.None;

    /// <summary>Whether something hangs on the result of a probe.</summary>
    internal ProbeWish Wish => Suspicion.IsOn || (IsEjected && !Ejection.IsConfirmed) ? ProbeWish.AtOnce : (ProbeWish)Volatile.Read(ref doubt);

    internal bool WantsProbe => Wish != ProbeWish.None;

    /// <summary>
    /// A connect is not enough to tell: the kernel accepts for a process that is stopped, so the probe asks for an answer, whatever it is.
    /// </summary>
    internal bool NeedsAnswer => Suspicion.IsOn || (IsEjected && !EjectionReasons.IsOfConnections(Ejection.Reason));

    /// <summary>Start of the probe that runs; 0 for none.</summary>
    internal long ProbeStartedAt { get; set; }

    /// <summary>Any thread. Of two that doubt it in the same moment the less urgent may win: the next request that fails says it again.</summary>
    internal void Doubt(ProbeWish wish)
    {
        if (Volatile.Read(ref doubt) < (int)wish && Interlocked.Exchange(ref doubt, (int)wish) != (int)wish)
        {
            Server.Changes.Note();
        }
    }

    internal void Trust() => Volatile.Write(ref doubt, (int)ProbeWish.None);

    internal void Suspect(long now)
    {
        Suspicion.Begin(now);
        Server.Cap = 1;
        Server.Changes.Note();
    }

    internal void Acquit(long now)
    {
        Suspicion.Acquit(now);
        Evidence.ForgetSilence();
        Server.Cap = Ramp.Cap;
    }

    /// <summary>It joins servers that serve already: it may be cold, so it is brought in as if it came back. Before it is in use.</summary>
    internal void JoinRunningPool(int limit)
    {
        wasOut = true;
        Ramp.Begin(limit, RestorationPace.Gradual, 0);
        Server.Cap = Ramp.Cap;
    }

    /// <summary>It went out or came back since the last look.</summary>
    internal bool HasTurned => Server.IsHealthy == wasOut;

    /// <summary>It is out, for a moment so far, and has said nothing all the while.</summary>
    /// <remarks>Probes come at once, so it may answer one before anybody has looked since it went out.</remarks>
    internal bool IsBrieflyStill(long now) => Stillness.IsOn && (wasOut ? now - outSince < BriefNanoseconds : !Server.IsHealthy);

    /// <summary>A probe of it succeeded. What came before it is over where it serves; where it is out, that decides how it comes back.</summary>
    internal void NoteGoodProbe()
    {
        if (!wasOut && Server.IsHealthy)
        {
            Stillness.Forget();
        }
    }

    /// <summary>
    /// It went out or came back. While it is out its cap is that of the first moment after its return, since whoever brings it back does
    /// not wait for this thread.
    /// </summary>
    /// <param name="limit">What it could take, or what its peers can.</param>
    internal void Turn(int limit, RestorationPace pace, long now)
    {
        // Where it stood still before it went out, all that it was sent was waited for in vain, and its limit has fallen to nearly nothing meanwhile.
        int whole = wasOut ? Math.Max(limit, wholeBefore) : limit;
        wholeBefore = limit;
        if (wasOut)
        {
            Stillness.Forget();
        }

        wasOut = !wasOut;
        outSince = now;
        Suspicion.Drop();
        Evidence.Forget();
        Ramp.Begin(whole, pace, now);
        Server.Cap = Ramp.Cap;
    }

    /// <summary>It should not have gone out: it is back with all it had.</summary>
    internal void ComeBackWhole(long now)
    {
        Ejection.Withdraw(now);
        wasOut = !Server.IsHealthy;
        Evidence.Forget();
        Ramp.Stop();
        Server.Cap = Ramp.Cap;
    }

    /// <summary>A look at one that serves: its suspicion, its way back.</summary>
    /// <param name="limit">What it could take, or what its peers can, as far as is known by now.</param>
    internal RampStep Settle(int limit, double peersGoodShare, long now)
    {
        Ramp.Raise(limit);
        Suspicion.PassTime(now);
        if (Suspicion.IsRefuted(Evidence.ProgressAt))
        {
            Acquit(now);
        }

        RampStep step = Ramp.Observe(Evidence.NewGood, Evidence.NewBad, Evidence.Awaiting, peersGoodShare, now);
        int cap = Suspicion.IsOn ? 1 : Ramp.Cap;
        if (cap != Server.Cap)
        {
            Server.Cap = cap;
        }

        return step;
    }

    /// <summary>A look at one of a pool without protection: it has all its limit, and what was under way is over, also for the time when there is protection again.</summary>
    internal void LookUnprotected()
    {
        // Whoever is out when there is protection again goes out with the first look then, and so comes back like everybody else.
        wasOut = false;
        if (Server.IsHealthy)
        {
            Stillness.Forget();
        }

        Suspicion.Drop();
        Ramp.Stop();
        Evidence.ForgetSilence();
        if (Server.Cap != Ramp.Cap)
        {
            Server.Cap = Ramp.Cap;
        }
    }

    /// <summary>
    /// The first probe of a server decides alone: until then it served unproven, and waiting for <paramref name="fall"/> bad probes would
    /// send real requests to a server that was never up.
    /// </summary>
    internal void Probed(bool good, int rise, int fall)
    {
        goodInARow = good ? goodInARow + 1 : 0;
        badInARow = good ? 0 : badInARow + 1;
        if (good && (goodInARow >= rise || !everProbed))
        {
            Server.Set(ServerCondition.ProbesFailed, false);
        }
        else if (!good && (badInARow >= fall || !everProbed))
        {
            Server.Set(ServerCondition.ProbesFailed, true);
        }

        everProbed = true;
    }

    /// <summary>The pool lost its probes: a verdict of probes that nothing can ever lift must not stay.</summary>
    internal void ForgetProbes()
    {
        everProbed = false;
        goodInARow = badInARow = 0;
        Server.Set(ServerCondition.ProbesFailed, false);
    }
}
