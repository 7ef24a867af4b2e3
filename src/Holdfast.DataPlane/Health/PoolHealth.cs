using Holdfast.Configuration;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// Turns evidence into verdicts for the servers of one pool. Probes judge with rise and fall; a refused or reset connect ejects at once, one
/// that is not accepted in time asks for a probe; what else traffic shows is judged by the <see cref="Rules.EjectionRules"/> many times a second. But weak evidence never empties a pool:
/// <list type="bullet">
/// <item>the last available server is not ejected by traffic alone; where it refuses, or a connect to it times out, a probe must not get a connection either;</item>
/// <item>when probes or a drain take the last available server, those that no probe has found dead come back;</item>
/// <item>what more than half of the servers do in the same moment is put down to a <see cref="CommonCause"/>.</item>
/// </list>
/// Dead servers, even all of them, stay out: no requests are sprayed over them. A good probe ends an ejection, not before its time unless
/// nobody else is there or it stood still together with most; a probe comes at once and then twice a second. Reports come from any thread, the rest is the prober's.
/// Next on the path: <see cref="ProbeSchedule"/>.
/// </summary>
public sealed class PoolHealth
{
    private readonly ServerHealth[] servers;
    private readonly PoolJudgement judgement;
    private readonly long[] spared;

    /// <param name="config">Null: no probes, servers are judged by traffic alone.</param>
    /// <param name="previous">The pool before the reload: evidence about servers that stay is kept.</param>
    /// <param name="isProtected">False for a plain balancer: probes and refused connects put servers out, nothing else, and who comes back has all its limit.</param>
    public PoolHealth(ServerState[] servers, HealthConfig? config, PoolHealth? previous, long now, bool isProtected = true)
    {
        Config = config;
        IsProtected = isProtected;
        Dictionary<ServerState, ServerHealth> known = previous?.servers.ToDictionary(health => health.Server) ?? [];
        this.servers = [.. servers.Select(server => known.TryGetValue(server, out ServerHealth? health) ? health : new ServerHealth(server))];
        if (config is null)
        {
            Array.ForEach(this.servers, health => health.ForgetProbes());
        }

        Retries = previous?.Retries ?? new RetryBudget();
        spared = previous?.spared ?? new long[EjectionReasons.Labels().Length];
        judgement = new PoolJudgement(this);
        if (isProtected)
        {
            BringIn([.. this.servers.Where(health => !known.ContainsKey(health.Server))]);
        }

        KeepOneAvailable(now);
    }

    public HealthConfig? Config { get; }

    public bool IsProtected { get; }

    public IReadOnlyList<ServerHealth> Servers => servers;

    /// <summary>How many of the pool's requests may be sent a second time.</summary>
    public RetryBudget Retries { get; }

    /// <summary>Requests under way. Any thread.</summary>
    public int InFlight
    {
        get
        {
            int sum = 0;
            foreach (ServerHealth health in servers)
            {
                sum += health.Server.InFlight;
            }

            return sum;
        }
    }

    /// <summary>What the worker is to write of the server. Not per request.</summary>
    internal TrafficEvidence? EvidenceOf(ServerState server, int worker) => IsProtected ? Find(server)?.Evidence.Of(worker) : null;

    /// <summary>
    /// A fresh connect was refused or reset, or its host cannot be reached. Not to be reported for a reused connection that the server had closed: that is
    /// a race every healthy server wins now and then. Any thread; true when this ejected the server.
    /// </summary>
    public bool ConnectFailed(ServerState server, long now)
    {
        ServerHealth? health = server.Available ? Find(server) : null;
        if (health is null)
        {
            return false;
        }

        if (TryEject(health, EjectionReason.ConnectFailed, now))
        {
            return true;
        }

        health.Doubt(ProbeWish.Urgent);
        return false;
    }

    /// <summary>
    /// A fresh connect was not accepted in time. A refusal is never chance, but a packet is lost now and then, and a queue is full for a moment: a probe
    /// decides, or what <see cref="Rules.SilentDeath"/> sees meanwhile. Any thread.
    /// </summary>
    public void ConnectTimedOut(ServerState server)
    {
        if (server.Available)
        {
            Find(server)?.Doubt(ProbeWish.Soon);
        }
    }

    /// <summary>
    /// Connections of one worker broke with unanswered requests on them, several in a row within a second. Any thread; true when this
    /// ejected the server.
    /// </summary>
    public bool ConnectionsLost(ServerState server, long now) =>
        server.Available && Find(server) is { } health && TryEject(health, EjectionReason.ConnectionsLost, now);

    /// <summary>A probe of one of the pool's servers ended. True when that ejected the server.</summary>
    public bool ProbeEnded(ServerHealth health, bool good, long now)
    {
        bool isLast = !AnyAvailable(except: null);
        bool isSure = isLast || (health.IsBrieflyStill(now) && judgement.HasStoodStill(now));
        bool wasDoubted = health.IsDoubted;
        health.Trust();
        if (good)
        {
            health.NoteGoodProbe();
        }

        if (Config is not null)
        {
            // Where nobody else is there, or it stood still with the others and goes on, one good probe is enough.
            health.Probed(good, isSure ? 1 : Config.Rise, Config.Fall);
        }

        bool ejected = !good && Condemn(health, wasDoubted, now);
        if (!good)
        {
            health.Ejection.Confirm();
        }
        else if (health.Suspicion.IsOn)
        {
            health.Acquit(now);
        }
        else if (health.Ejection.IsOn && (isSure || now - health.Ejection.At >= health.Ejection.Length || CommonCause.IsShared(EjectionReason.Silent, toGo: 0, servers, now)))
        {
            health.Ejection.Lift(now);
        }

        KeepOneAvailable(now);
        return ejected;
    }

    /// <summary>How often a server was not taken out for a reason, or brought back, because a common cause explained it. Any thread.</summary>
    public long SparedFrom(EjectionReason reason) => Volatile.Read(ref spared[(int)reason]);

    /// <summary>The prober's thread.</summary>
    internal void NoteSpared(EjectionReason reason, int count) => Volatile.Write(ref spared[(int)reason], spared[(int)reason] + count);

    /// <summary>A look at all evidence, every 50 to 100 ms.</summary>
    /// <param name="ejected">Those that this look has put out are added.</param>
    public void Judge(long now, List<ServerHealth> ejected)
    {
        if (IsProtected)
        {
            judgement.Pass(now, ejected);
        }
        else
        {
            // Not once at the reload, which another thread makes: the pool before it may be looked at once more after that.
            Array.ForEach(servers, health => health.LookUnprotected());
        }

        KeepOneAvailable(now);
    }

    /// <summary>To be called after a drain or a change of weights, too.</summary>
    public void KeepOneAvailable(long now)
    {
        if (AnyAvailable(except: null))
        {
            return;
        }

        foreach (ServerHealth health in servers)
        {
            if (!health.Ejection.IsConfirmed)
            {
                health.Ejection.Lift(now);
            }
        }
    }

    /// <summary>Any thread. Not the last one.</summary>
    internal bool TryEject(ServerHealth health, EjectionReason reason, long now)
    {
        if (!AnyAvailable(except: health.Server) || !health.Ejection.TryBegin(reason, now))
        {
            return false;
        }

        if (AnyAvailable(except: null))
        {
            return true;
        }

        // Another worker ejected the other one at the same moment. Both may come back: better two doubtful servers than none.
        health.Ejection.Withdraw(now);
        return false;
    }

    internal bool AnyAvailable(ServerState? except)
    {
        foreach (ServerHealth health in servers)
        {
            if (health.Server != except && health.Server.Available && health.Server.Weight > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What traffic suspected, a probe has now found, too.</summary>
    private bool Condemn(ServerHealth health, bool wasDoubted, long now)
    {
        if (health.IsEjected)
        {
            return false;
        }

        if (health.Suspicion.IsOn && judgement.TryCondemn(health, now))
        {
            return true;
        }

        return wasDoubted && health.Ejection.TryBegin(EjectionReason.ConnectFailed, now);
    }

    /// <summary>Servers that join others that stay are restored to work like those that come back.</summary>
    private void BringIn(ServerHealth[] newcomers)
    {
        if (newcomers.Length < servers.Length)
        {
            Array.ForEach(newcomers, health => health.JoinRunningPool(new PoolLimits(servers).Of(health)));
        }
    }

    private ServerHealth? Find(ServerState server) => Array.Find(servers, candidate => candidate.Server == server);
}
