namespace Holdfast.DataPlane.Overload;

/// <summary>
/// One server's part of the control loop: gathers its workers' samples into windows, asks the law, and writes <see cref="ServerState.Limit"/>.
/// Kept over reloads while its pool keeps the server. Control loop only, but for what says otherwise.
/// </summary>
internal sealed class ServerControl
{
    private const double FarBelow = 0.75;

    // Of requests that take longer nobody waits for a whole one.
    private const long LongestServiceNanoseconds = 2_000_000_000;

    // Of a route of light and heavy requests some light one is answered in that time.
    private const long SilentNanoseconds = 2_000_000_000;

    private LimitSettings settings;
    private readonly ServerWindow window;
    private readonly LowUseProbe probe;
    private readonly LookDepth depth = new();
    private readonly LongRequests longRequests;
    private readonly Leavers leavers = new();
    private double lowLimit;
    private long risenUntil;
    private int fixedLimit;
    private int remembered;
    private bool hasLearned;
    private long heldBefore;
    private long answeredAt;

    public ServerControl(ServerState server, LimitSettings settings, int workers, long now)
    {
        Server = server;
        this.settings = settings;
        answeredAt = now;
        window = new ServerWindow(workers, settings.Start, now);
        probe = new LowUseProbe(settings);
        Law = new ConcurrencyLimit(settings);
        Baseline = new ServerBaseline(now);
        longRequests = new LongRequests(now);
        lowLimit = settings.Start;
        if (server.Limits.TakeInherited() is > 0 and var learned)
        {
            hasLearned = true;
            GoOnFrom(learned, isSettled: true);
        }

        State = new LimitState(server, settings.Start, LimitReason.Start, 1, 0, 0, 0);
        Apply(now);
    }

    public ServerState Server { get; }

    public ConcurrencyLimit Law { get; }

    public ServerBaseline Baseline { get; }

    public ServerPace Pace { get; } = new();

    /// <summary>Any thread.</summary>
    public LimitState State { get; private set; }

    /// <summary>
    /// The operator's word while the gateway runs; 0 gives it back to the law. Any thread. In force at once: a successor would otherwise serve
    /// with the limit that everybody begins with until the control loop comes round.
    /// </summary>
    public int Fixed
    {
        get => Volatile.Read(ref fixedLimit);
        set
        {
            Volatile.Write(ref fixedLimit, value);
            if (value > 0)
            {
                Server.Limit = value;
            }
        }
    }

    /// <summary>Mean time that a request holds its slot, nanoseconds; 0 while nothing is known.</summary>
    public double MeanServiceNanoseconds { get; private set; }

    public bool IsProbed => probe.IsOn;

    /// <summary>For how long slots were held, of the requests that ended between the last two looks, nanoseconds.</summary>
    public long HeldNanoseconds { get; private set; }

    /// <summary>Answers in all, as of the last look.</summary>
    public long Answered { get; private set; }

    /// <summary>The operator's bounds are others now; in force at once. With the control loop at rest.</summary>
    public void Use(LimitSettings next, long now)
    {
        settings = next;
        probe.Use(next);
        Law.Use(next);
        // A limit that the operator has lowered was not braked: nothing is in doubt.
        HighLimit = Math.Min(HighLimit, next.Ceiling);
        Apply(now);
    }

    /// <summary>Each worker's own.</summary>
    public ServerSamples SamplesOf(int worker) => window.SamplesOf(worker);

    /// <summary>A route of its pool has a share, and others hold places beside it: looks at low use go down as far as <see cref="LookDepth"/> says.</summary>
    public bool LooksDeep { get; set; }

    /// <summary>Halves the limit until then.</summary>
    public void Probe(long now, long until)
    {
        SampleTotals sum = window.Sum();
        SampleTotals samples = window.Of(sum);
        double known = Baseline.IsNew && samples.Timed > 0 ? samples.TimeNanoseconds / (double)samples.ExpectedNanoseconds : Baseline.Value;
        depth.Begin(known, mustDrain: LooksDeep && Baseline.IsNew, sum, now);
        probe.Begin(now, until);
    }

    public long LastProbeNanoseconds => probe.LastNanoseconds;

    /// <summary>More is in flight than tells how fast it is by itself. Else each answer tells it, and where nobody asks a probe would see nothing either.</summary>
    public bool IsAboveLowUse => window.LastPeak > LowUse((int)Math.Round(Law.Limit));

    /// <inheritdoc cref="LowUseProbe.DoubtWaitNanoseconds"/>
    public long DoubtWaitNanoseconds => probe.DoubtWaitNanoseconds;

    /// <summary>What is known of its limit: by its own samples, else by what an earlier process has left; 0 for nothing. Any thread.</summary>
    public int Learned => hasLearned ? (int)Math.Round(Law.Limit) : remembered;

    /// <summary>
    /// An earlier process has learned it. The server begins with half: nobody knows what it still has to do, and what was right may be so no
    /// more. Before the first request.
    /// </summary>
    public void Remember(int limit)
    {
        remembered = limit;
        GoOnFrom(Math.Max(1, limit / 2), isSettled: false);
        Apply(window.Since);
    }

    private void GoOnFrom(int limit, bool isSettled)
    {
        Law.Restart(Math.Min(limit, settings.Ceiling), isSettled);
        window.GoOnFrom(limit);
        lowLimit = limit;
    }

    /// <summary>The slowest that this server may count as by itself: a bound for <see cref="Baseline"/> from its pool.</summary>
    public double SlowestBaseline { get; set; } = double.PositiveInfinity;

    /// <summary>What its times are judged against.</summary>
    public double Expected => Math.Min(Baseline.Benchmark, SlowestBaseline);

    /// <summary>
    /// It was braked far down, or far below the others. Either the server itself has become slower, or what is believed of its speed is wrong,
    /// or the brake was right: only a look at low use can tell.
    /// </summary>
    public bool IsInDoubt =>
        Law.Reason != LimitReason.QueueInServer && (!Baseline.IsKnown || Law.Limit < HighLimit / 2 || Law.Limit < FarBelow * UsualLimit);

    /// <summary>The limit of the pool's middle server.</summary>
    public double UsualLimit { get; set; }

    /// <summary>A server with less hardly counts in its pool.</summary>
    public double SmallLimit { get; set; }

    /// <summary>Highest limit of the last seconds.</summary>
    private double HighLimit { get; set; }

    public void Tick(long now)
    {
        window.NotePeak(Server.InFlight, probe.IsOn, now);
        SampleTotals sum = window.Sum();
        HeldNanoseconds = sum.ServiceNanoseconds - heldBefore;
        heldBefore = sum.ServiceNanoseconds;
        answeredAt = sum.Answers > Answered ? now : answeredAt;
        Answered = sum.Answers;
        leavers.Update(sum);
        SampleTotals samples = window.Of(sum);
        bool areBelieved = leavers.AreBelieved(samples, Math.Min(Baseline.Value, SlowestBaseline));
        samples = samples.WithGivenUp(areBelieved, isSilent: now - answeredAt >= SilentNanoseconds);
        Pace.Update(sum, areBelieved, now);
        // A look at low use that nobody is answered in tells nothing, and the law must not wait for its end.
        if (probe.IsOn && !Law.IsInVain(samples) && !Law.IsBack(samples))
        {
            FollowProbe(samples, sum, now);
        }
        else if (now < risenUntil)
        {
            window.Begin(sum, now);
        }
        else if (IsWhole(samples, now))
        {
            Close(samples, now);
            window.Begin(sum, now);
        }

        RaiseForLongRequests(sum, now);
        Apply(now);
    }

    private void RaiseForLongRequests(in SampleTotals sum, long now)
    {
        double raised = longRequests.Raise(sum, Server.InFlight, Law.Limit, Expected, now);
        if (raised > 0 && !probe.IsOn && Law.Reason is LimitReason.Start or LimitReason.TooFewSamples or LimitReason.LongRequests)
        {
            Law.RaiseBlindly(raised);
        }
    }

    /// <summary>
    /// Far below the others, and well by what is believed of it. Where that is wrong it stays there, since a small limit has few answers at low
    /// use to learn from; and so little is taken away by its probe that it may go on until it has enough.
    /// </summary>
    private bool NeedsLongProbe => Law.Limit < SmallLimit && Law.Reason is LimitReason.Held or LimitReason.Rise or LimitReason.NotFull;

    private void FollowProbe(in SampleTotals samples, in SampleTotals sum, long now)
    {
        int limit = LowUse((int)Math.Round(Law.Limit));
        if (depth.IsDraining)
        {
            Drain(sum, limit, now);
        }
        else if (probe.Follow(samples, NeedsLongProbe, MeanServiceNanoseconds, now))
        {
            Baseline.Update(samples, now);
            HighLimit = Law.Limit;
            if (LooksDeep && depth.GoesOn(sum, limit))
            {
                probe.Extend(now + settings.ProbeNanoseconds);
            }

            window.Begin(sum, now);
        }
    }

    private void Drain(in SampleTotals sum, int limit, long now)
    {
        if (depth.EndsDraining(sum, Server.InFlight, limit, now))
        {
            probe.Extend(now + settings.ProbeNanoseconds);
            Baseline.BeginBlock(now);
            window.Begin(sum, now);
        }
    }

    private bool IsWhole(in SampleTotals samples, long now)
    {
        long age = now - window.Since;
        if (age >= settings.LongestWindowNanoseconds || (age >= settings.WindowNanoseconds && (Law.IsInVain(samples) || Law.IsBack(samples))))
        {
            return true;
        }

        double mean = samples.Timed > 0 ? samples.TimeNanoseconds / (double)samples.Timed : 0;
        // Once through the server: what ends in the window was sent under the limit that is judged.
        long least = Math.Max(settings.WindowNanoseconds, Math.Min((long)mean, LongestServiceNanoseconds));
        return age >= least && samples.Ended >= settings.FewestSamples
            && (age >= settings.PatientWindowNanoseconds || Law.IsClear(window.Until(samples, now), Expected));
    }

    private void Close(in SampleTotals samples, long now)
    {
        double seconds = (now - window.Since) / 1e9;
        Baseline.Update(samples, now);
        if (samples.Ended > 0)
        {
            double mean = samples.ServiceNanoseconds / (double)samples.Ended;
            MeanServiceNanoseconds = MeanServiceNanoseconds == 0 ? mean : MeanServiceNanoseconds + (0.3 * (mean - MeanServiceNanoseconds));
        }

        if (samples.Timed + samples.Drops < settings.FewestSamples && !Law.IsInVain(samples) && !Law.IsBack(samples))
        {
            Law.TooFew();
            return;
        }

        // Half of the smaller of two limits: just after a limit was doubled, half of it is soon filled up to all of it.
        double limitBefore = Law.Limit;
        if (Baseline.LowerIfRefuted(samples, Server.InFlight, now))
        {
            probe.Doubt();
            // What it is now is a guess: from here the limit takes no leaps.
            Law.Restart(Law.Limit, isSettled: true);
        }

        Law.Update(window.Until(samples, now), Expected, window.MostInFlight);
        hasLearned |= Law.Reason != LimitReason.NotFull;
        lowLimit = Math.Min(limitBefore, Law.Limit);
        if (Law.Reason == LimitReason.Rise)
        {
            // Until the first of those who were sent for it are back, what was added seems not to be used, and the law would take it for enough.
            risenUntil = now + (long)Math.Min(MeanServiceNanoseconds, LongestServiceNanoseconds);
        }

        if (Law.WasBrakedInVain)
        {
            probe.Doubt();
            Baseline.Doubt(samples.TimeNanoseconds / (double)samples.ExpectedNanoseconds, now);
        }

        HighLimit = Math.Max(Law.Limit, HighLimit - ((HighLimit - Law.Limit) * Math.Min(1, seconds / 60)));
        State = State with { AnswersPerSecond = samples.Answers / seconds };
    }

    private void Apply(long now)
    {
        int law = (int)Math.Round(Law.Limit);
        if (Learned > 0)
        {
            Server.Limits.NoteLearned(Math.Clamp(law, 1, ServerState.Unlimited));
        }

        int limit = law;
        LimitReason reason = Law.Reason;
        if (probe.IsOn)
        {
            limit = LowUse(law);
            reason = LimitReason.Probe;
        }

        int wanted = Fixed > 0 ? Fixed : settings.Fixed;
        if (wanted > 0)
        {
            limit = wanted;
            reason = LimitReason.Fixed;
        }

        limit = Math.Clamp(limit, 1, ServerState.Unlimited);
        if (Server.OwnLimit != limit || Server.Limits.IsOverwritten)
        {
            Server.Limit = limit;
        }

        // A server that is suspected or comes back step by step gets less, whatever the law says; the server itself sees to that.
        if (limit > Server.Limit)
        {
            limit = Server.Limit;
            reason = LimitReason.Capped;
        }

        // Nothing is known at first: then every answer tells something, and the limit to begin with is low for most servers. Not so where a deep look has begun.
        bool tellsAll = Baseline.IsNew && !(LooksDeep && probe.LastNanoseconds > 0);
        window.SetLowUse(probe.IsSettling || depth.IsDraining ? 0 : tellsAll ? law : LowUse(law));
        Publish(limit, reason);
    }

    private int LowUse(int law) => Math.Max(1, (int)Math.Min(Math.Min(law, lowLimit), window.RecentPeak) >> (1 + (probe.IsOn ? depth.Halvings : 0)));

    private void Publish(int limit, LimitReason reason)
    {
        LimitState state = State;
        long mean = (long)MeanServiceNanoseconds;
        if (state.Limit != limit || state.Reason != reason || state.Waiting != Law.Waiting || state.Baseline != Baseline.Value || state.MeanServiceNanoseconds != mean || state.IsSure != Baseline.IsKnown)
        {
            State = state with { Limit = limit, Reason = reason, Waiting = Law.Waiting, Baseline = Baseline.Value, MeanServiceNanoseconds = mean, IsSure = Baseline.IsKnown };
        }
    }
}
