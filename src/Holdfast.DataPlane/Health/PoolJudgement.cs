using Holdfast.DataPlane.Health.Rules;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// One look at a pool's evidence: the servers on their way back go on or fall back, the rules are asked of those that serve, and what they
/// say is held against a common cause. Runs in whatever time it is told. Prober thread only.
/// </summary>
internal sealed class PoolJudgement
{
    // Servers that come back so soon after the pool's first one come back from the same outage.
    private const long OutageEndsNanoseconds = 5_000_000_000;

    private readonly PoolHealth pool;
    private readonly PoolEvidence evidence = new();
    private readonly CommonCause commonCause = new();
    private readonly List<ServerHealth> condemned = [];
    private readonly uint[] requestsSeen;
    private long emptyAt = long.MinValue / 2;
    private long stillAt = long.MinValue / 2;
    private long retriesSeen;
    private bool hasLooked;

    public PoolJudgement(PoolHealth pool)
    {
        this.pool = pool;
        requestsSeen = new uint[pool.Servers.Count];
    }

    public void Pass(long now, List<ServerHealth> ejected)
    {
        EarnRetries(now);
        if (!pool.AnyAvailable(except: null))
        {
            emptyAt = now;
        }

        foreach (ServerHealth health in pool.Servers)
        {
            health.Evidence.Collect(now);
            if (health.IsEjected)
            {
                health.Stillness.NoteEjection(health.Ejection.Reason);
            }
        }

        evidence.Collect(pool.Servers, now);
        stillAt = MostStandStill(now) ? now : stillAt;
        Settle(now, ejected);
        foreach (IEjectionRule rule in EjectionRules.All)
        {
            Ask(rule, now, ejected);
        }

        foreach (ServerHealth health in pool.Servers)
        {
            if (health.Suspicion.IsProven(health.ProbeStartedAt, now) && TryCondemn(health, now))
            {
                ejected.Add(health);
            }
        }
    }

    /// <summary>
    /// A moment ago more than half of the servers took what they were sent and said nothing: what is behind all of them stood still, and they with it. Those of them go on
    /// where they stopped, so one good answer of each says as much as two.
    /// </summary>
    public bool HasStoodStill(long now) => now - stillAt < OutageEndsNanoseconds;

    /// <summary>A suspected server did not answer a probe, either. The last one is kept all the same: it may only pause.</summary>
    public bool TryCondemn(ServerHealth health, long now)
    {
        if (!pool.TryEject(health, EjectionReason.Silent, now))
        {
            return false;
        }

        health.Ejection.Confirm();
        return true;
    }

    private bool MostStandStill(long now)
    {
        int still = 0;
        int all = 0;
        for (int i = 0; i < pool.Servers.Count; i++)
        {
            ServerHealth health = pool.Servers[i];
            bool counts = health.Server is { Weight: > 0, Draining: false };
            all += counts ? 1 : 0;
            still += counts && (health.Server.IsHealthy ? SilentDeath.IsSilent(health) : health.IsBrieflyStill(now)) ? 1 : 0;
        }

        return 2 * still > all;
    }

    private void EarnRetries(long now)
    {
        long requests = 0;
        for (int i = 0; i < requestsSeen.Length; i++)
        {
            ServerState server = pool.Servers[i].Server;
            requests += server.RequestsSince(requestsSeen[i]);
            requestsSeen[i] = server.Requests;
        }

        long retries = pool.Retries.Spent - retriesSeen;
        retriesSeen += retries;
        if (hasLooked)
        {
            pool.Retries.Earn(Math.Max(0, requests - retries), now);
        }

        hasLooked = true;
    }

    private void Settle(long now, List<ServerHealth> ejected)
    {
        PoolLimits limits = new(pool.Servers);
        foreach (ServerHealth health in pool.Servers)
        {
            if (health.HasTurned)
            {
                health.Turn(limits.Of(health), PaceOf(health, now), now);
            }

            if (!health.Server.IsHealthy)
            {
                continue;
            }

            // Who failed and is kept, because nobody else is there, has no peers to be held against.
            bool isKept = health.Ramp.HasFailed && !pool.AnyAvailable(except: health.Server);
            double peers = isKept ? PoolEvidence.OwnGoodShare(health.Evidence) : evidence.GoodShareOfOthers(health.Evidence, out _);
            if (health.Settle(limits.Of(health), peers, now) == RampStep.Failed && pool.TryEject(health, EjectionReason.FailedAgain, now))
            {
                ejected.Add(health);
            }
        }
    }

    /// <summary>What failed while most stood still is not the doing of the server that it failed at. One that fails after that is found when the moment is over.</summary>
    private bool IsDeafTo(EjectionReason reason, long now) => commonCause.IsDeafTo(reason, now) || (!EjectionReasons.IsTheServersOwn(reason) && HasStoodStill(now));

    private RestorationPace PaceOf(ServerHealth health, long now) =>
        health.IsBrieflyStill(now) ? HasStoodStill(now) ? RestorationPace.AtOnce : RestorationPace.Doubling
        : now - emptyAt < OutageEndsNanoseconds ? RestorationPace.Doubling : RestorationPace.Gradual;

    private void Ask(IEjectionRule rule, long now, List<ServerHealth> ejected)
    {
        condemned.Clear();
        foreach (ServerHealth health in pool.Servers)
        {
            bool isAsked = health.Server.Available && !health.Suspicion.IsOn && !IsDeafTo(rule.Reason, now);
            if (isAsked && rule.Speaks(health, evidence))
            {
                condemned.Add(health);
            }
        }

        if (condemned.Count == 0)
        {
            return;
        }

        if (rule.OnlySuspects)
        {
            condemned.ForEach(health => health.Suspect(now));
        }
        else if (!IsExplained(rule.Reason, condemned.Count, now))
        {
            ejected.AddRange(condemned.FindAll(health => pool.TryEject(health, rule.Reason, now)));
        }
    }

    /// <summary>True when a common cause explains it. Those that went out for it a moment ago then come back.</summary>
    private bool IsExplained(EjectionReason reason, int toGo, long now)
    {
        if (!commonCause.Explains(reason, toGo, pool.Servers, now))
        {
            return false;
        }

        int spared = toGo;
        foreach (ServerHealth health in pool.Servers)
        {
            if (CommonCause.Went(health, reason, now))
            {
                health.ComeBackWhole(now);
                spared++;
            }
        }

        pool.NoteSpared(reason, spared);
        return true;
    }
}
