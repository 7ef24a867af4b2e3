using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// Runs the probes that <see cref="ProbeSchedule"/> asks for, on a thread and an event loop of its own: probing costs the workers nothing,
/// and a saturated worker does not make servers look dead. Owner: the gateway.
/// </summary>
internal sealed class HealthProber : IDisposable
{
    // What failed may fail each time: the log and the processor are for others, too.
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private const long TimerResolutionNanoseconds = 5_000_000;

    // A dead server should be found within a second of its death, and most of that second is needed to be sure.
    private const long LookNanoseconds = 50_000_000;

    // A look at a thousand servers and their counters on other processors' caches takes about a millisecond.
    private const int ManyServers = 1_000;

    private readonly IClock clock;
    private readonly MetricCatalog metrics;
    private readonly EventLog log;
    private readonly AvailabilityLog availability;
    private readonly int counterIndex;
    private readonly ProbeSchedule schedule;
    private readonly Thread thread;
    private readonly Dictionary<ServerState, ServerCounters> counters = [];
    private readonly List<ServerHealth> ejected = [];
    private RoutingSnapshot? published;
    private IReadOnlyList<PoolHealth> pools = [];
    private long lookDue;
    private volatile bool stopping;

    /// <param name="counterIndex">The prober counts as one more worker: each counter has a single writer.</param>
    public HealthProber(INetwork network, IClock clock, ulong seed, MetricCatalog metrics, EventLog events, int counterIndex)
    {
        this.clock = clock;
        this.metrics = metrics;
        log = events;
        availability = new AvailabilityLog(events);
        this.counterIndex = counterIndex;
        Loop = network.CreateLoop();
        Timers = new TimerWheel(TimerResolutionNanoseconds, clock.NowNanoseconds);
        schedule = new ProbeSchedule(new ProbeBudget(), new SeededRandom(seed ^ 0x70726F6265));
        thread = new Thread(Run) { Name = "health", IsBackground = true };
    }

    public IEventLoop Loop { get; }

    public TimerWheel Timers { get; }

    public void Start() => thread.Start();

    /// <summary>Called when the prober has put a server out, with the server; the workers must hear of it. Set before the start.</summary>
    public Action<ServerState, EjectionReason> OnEjected { get; set; } = (_, _) => { };

    /// <summary>Called when a probe waits because exchanges have every connection that the server may have. Set before the start.</summary>
    public Action<ServerState> OnPlaceNeeded { get; set; } = _ => { };

    public long Now() => clock.NowNanoseconds;

    /// <summary>Any thread.</summary>
    public void Publish(RoutingSnapshot snapshot)
    {
        Volatile.Write(ref published, snapshot);
        Loop.Wake();
    }

    /// <summary>A probe came to its end.</summary>
    public void Ended(ScheduledProbe probe, bool good, string result)
    {
        if (schedule.Ended(probe, good, Now()))
        {
            Announce(probe.Health);
        }

        if (counters.TryGetValue(probe.Server, out ServerCounters? server))
        {
            server.ProbesOk += good ? 1 : 0;
            server.ProbesFailed += good ? 0 : 1;
            server.ProbeNanoseconds += Math.Max(0, Now() - probe.StartedAt);
        }

        availability.Note(probe.Health, probe.Health.IsEjected ? $"{EjectionReasons.TextOf(probe.Health.Reason)} ({result})" : result);
    }

    /// <summary>A probe came to nothing, for want of a descriptor or the like: no verdict, nothing to count.</summary>
    public void EndedUnproven(ScheduledProbe probe) => schedule.EndedUnproven(probe, Now());

    public void Dispose()
    {
        stopping = true;
        Loop.Wake();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        Loop.Dispose();
    }

    /// <summary>When there is something to do next. A simulation turns the prober itself, without waiting.</summary>
    public long NanosecondsUntilNext(long now)
    {
        long wait = Math.Max(0, Math.Min(schedule.NextDue(now), lookDue) - now);
        long untilTimer = Timers.NanosecondsUntilNext(now);
        return untilTimer < 0 ? wait : Math.Min(wait, untilTimer);
    }

    /// <returns>0 when there was nothing to do.</returns>
    public int Turn(bool mayWait)
    {
        if (Interlocked.Exchange(ref published, null) is { } snapshot)
        {
            Adopt(snapshot);
        }

        Judge();
        while (schedule.TryTake(Now(), out ScheduledProbe? probe))
        {
            new ActiveProbe(this, probe!).Begin();
        }

        int events = Loop.Turn(mayWait ? NanosecondsUntilNext(Now()) : 0);
        return events + Timers.Advance(Now());
    }

    private void Run()
    {
        while (!stopping)
        {
            try
            {
                Turn(mayWait: true);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A mistake in a probe must not take the process with it that serves: the servers' state stays as it is until the next turn.
                log.Error("health", $"a turn of the prober failed: {failure.Message}");
                Thread.Sleep(FailurePause);
            }
        }
    }

    private void Judge()
    {
        long now = Now();
        if (now < lookDue)
        {
            return;
        }

        lookDue = now + (LookNanoseconds * (1 + Math.Min(1, counters.Count / ManyServers)));
        ejected.Clear();
        foreach (PoolHealth pool in pools)
        {
            pool.Judge(now, ejected);
        }

        ejected.ForEach(Announce);
        availability.Look();
    }

    private void Announce(ServerHealth health)
    {
        if (counters.TryGetValue(health.Server, out ServerCounters? server))
        {
            server.Ejections.Increment((int)health.Ejection.Reason);
        }

        OnEjected(health.Server, health.Ejection.Reason);
    }

    private void Adopt(RoutingSnapshot snapshot)
    {
        availability.Adopt(snapshot);
        counters.Clear();
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            foreach (ServerState server in pool.Servers)
            {
                counters[server] = metrics.Server(pool.Name, server.Name, counterIndex);
            }
        }

        pools = [.. snapshot.Pools.Select(pool => pool.Health)];
        schedule.Adopt(pools, Now());
    }
}
