using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// Says which server is to be probed when: the configured interval plus or minus 10 %, stretched by the <see cref="ProbeBudget"/>, at most
/// one probe of a server at a time, the most overdue first. Runs in whatever time it is told. Prober thread only.
/// </summary>
public sealed class ProbeSchedule
{
    /// <summary>The prober asks again at least this often, because a worker may eject a server at any moment.</summary>
    public const long LongestWait = 100_000_000;

    private const double Jitter = 0.1;

    // A server that has been out for a minute is looked at half as often, after two minutes a quarter as often: that is every 2 s.
    private const int ProbesOfAMinute = 120;
    private const int MostHalvings = 2;

    // What the gateway lacks may be back in a moment, and the budget bounds all that try.
    private const long UnprovenPause = 250_000_000;

    private readonly ProbeBudget budget;
    private readonly SeededRandom random;
    private readonly Dictionary<ServerHealth, ScheduledProbe> probes = [];

    // A probe whose time changed is queued again; entries with a time that is no longer the probe's are dropped when they surface.
    private readonly PriorityQueue<ScheduledProbe, long> queue = new();

    private int seenVersion;

    public ProbeSchedule(ProbeBudget budget, SeededRandom random)
    {
        this.budget = budget;
        this.random = random;
    }

    /// <summary>Takes the pools of a new snapshot: servers that stay keep their time, new ones are probed as soon as the budget allows.</summary>
    public void Adopt(IReadOnlyList<PoolHealth> pools, long now)
    {
        var kept = new HashSet<ServerHealth>();
        foreach (PoolHealth pool in pools)
        {
            foreach (ServerHealth health in pool.Servers)
            {
                kept.Add(health);
                AdoptServer(pool, health, now);
            }
        }

        foreach (ScheduledProbe probe in probes.Values.Where(probe => !kept.Contains(probe.Health)).ToList())
        {
            probe.Removed = true;
            probes.Remove(probe.Health);
        }
    }

    /// <summary>A probe to start now, if one is due and the budget has room. Ask until it says no; tell <see cref="Ended"/> each result.</summary>
    public bool TryTake(long now, out ScheduledProbe? probe)
    {
        NoticeChanges(now);
        probe = Next();
        if (probe is null || probe.Due > now || !budget.TryTake(now))
        {
            probe = null;
            return false;
        }

        queue.Dequeue();
        Start(probe, now);
        return true;
    }

    /// <summary>When to ask again.</summary>
    public long NextDue(long now)
    {
        long due = Math.Max(Next()?.Due ?? long.MaxValue, budget.FreeAt);
        return Math.Min(due, now + LongestWait);
    }

    /// <returns>True when its end has put the server out.</returns>
    public bool Ended(ScheduledProbe probe, bool good, long now)
    {
        probe.Running = false;
        if (probe.Removed)
        {
            return false;
        }

        probe.Health.ProbeStartedAt = 0;
        bool ejected = probe.Pool.ProbeEnded(probe.Health, good, now);
        Plan(probe, now);
        return ejected;
    }

    /// <summary>It proved nothing about its server, because the gateway lacked what a probe takes: the next one comes soon.</summary>
    public void EndedUnproven(ScheduledProbe probe, long now)
    {
        probe.Running = false;
        if (probe.Removed)
        {
            return;
        }

        probe.Health.ProbeStartedAt = 0;
        probe.ProbesWhileOut = Math.Max(0, probe.ProbesWhileOut - 1);
        Plan(probe, now);
        if (probe.Due < long.MaxValue)
        {
            probe.Due = now + UnprovenPause;
            queue.Enqueue(probe, probe.Due);
        }
    }

    private void AdoptServer(PoolHealth pool, ServerHealth health, long now)
    {
        if (probes.TryGetValue(health, out ScheduledProbe? probe))
        {
            bool sameProbe = pool.Config == probe.Pool.Config;
            probe.Pool = pool;
            if (!sameProbe && !probe.Running)
            {
                Plan(probe, now);
            }

            return;
        }

        probe = new ScheduledProbe(pool, health);
        probes.Add(health, probe);
        Plan(probe, now);
    }

    private void Start(ScheduledProbe probe, long now)
    {
        uint requests = probe.Server.Requests;
        double seconds = (now - probe.StartedAt) / 1e9;
        // Before the first probe there is no start to count from: the server then counts as idle, which only means fewer probes.
        probe.RequestsPerSecond = probe.StartedAt == 0 ? 0 : probe.Server.RequestsSince(probe.RequestsAtStart) / seconds;
        probe.RequestsAtStart = requests;
        probe.StartedAt = Math.Max(now, 1);
        probe.Running = true;
        probe.NeedsAnswer = probe.Health.NeedsAnswer;
        probe.Health.ProbeStartedAt = probe.StartedAt;
        probe.ProbesWhileOut += probe.Server.IsHealthy ? 0 : 1;
    }

    /// <summary>Workers eject and lift at any time, and the judgement suspects: plans of those servers change.</summary>
    private void NoticeChanges(long now)
    {
        if (probes.Count == 0)
        {
            return;
        }

        int version = probes.First().Value.Server.Changes.Version;
        if (version == seenVersion)
        {
            return;
        }

        seenVersion = version;
        foreach (ScheduledProbe probe in probes.Values)
        {
            if (!probe.Running && (probe.WasOut == probe.Server.IsHealthy || probe.WasWanted != probe.Health.Wish))
            {
                Plan(probe, now);
            }
        }
    }

    private void Plan(ScheduledProbe probe, long now)
    {
        bool isOut = !probe.Server.IsHealthy;
        probe.ProbesWhileOut = isOut ? probe.ProbesWhileOut : 0;
        probe.WasOut = isOut;
        probe.WasWanted = probe.Health.Wish;
        probe.Due = DueTime(probe, isOut, now);
        if (probe.Due < long.MaxValue)
        {
            queue.Enqueue(probe, probe.Due);
        }
    }

    /// <summary>Nobody who asks for one makes it later than it would be.</summary>
    private long DueTime(ScheduledProbe probe, bool isOut, long now)
    {
        long usual = UsualTime(probe, isOut, now);
        return probe.WasWanted switch
        {
            ProbeWish.AtOnce => now,
            // After those that went out before it in the same moment: who is not found dead by then comes back when the last one goes.
            ProbeWish.Urgent => Math.Max(now + 1, Math.Min(usual, probe.StartedAt + ProbeBudget.UrgentSpacing)),
            ProbeWish.Soon => Math.Max(now, Math.Min(usual, probe.StartedAt + ProbeBudget.Spacing(isOut: true, requestsPerSecond: 0))),
            _ => usual,
        };
    }

    private long UsualTime(ScheduledProbe probe, bool isOut, long now)
    {
        double late = 1 + (Jitter * random.NextDouble());
        double around = 1 + (Jitter * ((2 * random.NextDouble()) - 1));
        if (isOut)
        {
            int halvings = Math.Min(probe.ProbesWhileOut / ProbesOfAMinute, MostHalvings);
            return probe.StartedAt + (long)((ProbeBudget.Spacing(isOut: true, probe.RequestsPerSecond) << halvings) * late);
        }

        if (probe.Config is not HealthConfig config)
        {
            return long.MaxValue;
        }

        if (probe.StartedAt == 0)
        {
            return now;
        }

        long spacing = ProbeBudget.Spacing(isOut: false, probe.RequestsPerSecond);
        double interval = config.Interval.TotalMicroseconds * 1_000;
        // The lower bound of the budget jitters only upwards, or idle servers would march in step at exactly that bound.
        return probe.StartedAt + (long)Math.Max(interval * around, spacing * late);
    }

    private ScheduledProbe? Next()
    {
        while (queue.TryPeek(out ScheduledProbe? probe, out long due))
        {
            if (!probe.Removed && !probe.Running && probe.Due == due)
            {
                return probe;
            }

            queue.Dequeue();
        }

        return null;
    }
}
