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
    private const long TimerResolutionNanoseconds = 5_000_000;

    private readonly IClock clock;
    private readonly MetricCatalog metrics;
    private readonly AvailabilityLog availability;
    private readonly int counterIndex;
    private readonly ProbeSchedule schedule;
    private readonly Thread thread;
    private readonly Dictionary<ServerState, ServerCounters> counters = [];
    private RoutingSnapshot? published;
    private volatile bool stopping;

    /// <param name="counterIndex">The prober counts as one more worker: each counter has a single writer.</param>
    public HealthProber(INetwork network, IClock clock, ulong seed, MetricCatalog metrics, EventLog events, int counterIndex)
    {
        this.clock = clock;
        this.metrics = metrics;
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
        schedule.Ended(probe, good, Now());
        if (counters.TryGetValue(probe.Server, out ServerCounters? server))
        {
            server.ProbesOk += good ? 1 : 0;
            server.ProbesFailed += good ? 0 : 1;
        }

        availability.Note(probe.Server, result);
    }

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

    private void Run()
    {
        while (!stopping)
        {
            if (Interlocked.Exchange(ref published, null) is { } snapshot)
            {
                Adopt(snapshot);
            }

            while (schedule.TryTake(Now(), out ScheduledProbe? probe))
            {
                new ActiveProbe(this, probe!).Begin();
            }

            long wait = Math.Max(0, schedule.NextDue(Now()) - Now());
            long untilTimer = Timers.NanosecondsUntilNext(Now());
            wait = Math.Min(wait, AvailabilityLog.LookNanoseconds);
            Loop.Turn(untilTimer < 0 ? wait : Math.Min(wait, untilTimer));
            Timers.Advance(Now());
            availability.Look();
        }
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

        schedule.Adopt([.. snapshot.Pools.Select(pool => pool.Health)], Now());
    }
}
