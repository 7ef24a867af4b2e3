namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The control loop of one pool: every 100 ms from the workers' samples to the servers' limits, the capacity and the threshold. One thread
/// calls it; workers read <see cref="Threshold"/> and write their samples. Lives on over reloads.
/// Next on the path: <see cref="ServerControl"/>, <see cref="AdmissionLaw"/>.
/// </summary>
internal sealed class PoolControl
{
    private const long RefreshNanoseconds = 1_000_000_000;

    // Of two servers nobody can say which one is ill.
    private const int FewestToCompare = 3;

    // Half of a sixteenth of the pool may be missed for some seconds.
    private const double SmallOfPool = 1 / 16.0;

    private LimitSettings settings;
    private readonly AdmissionControl admission;
    private readonly RollingProbe probe;
    private readonly LearnedCapacity learned = new();
    private readonly List<RouteBaseline> routes = [];
    private ServerControl[] servers = [];
    private double[] scratch = [];
    private long lastTick;
    private long lastRefresh;

    public PoolControl(LimitSettings settings, int workers, ServerState[] servers, long now)
    {
        this.settings = settings;
        admission = new AdmissionControl(workers);
        probe = new RollingProbe(settings);
        lastTick = lastRefresh = now;
        Adopt(servers, now);
    }

    /// <summary>What workers admit now. Any thread.</summary>
    public AdmissionThreshold Threshold => admission.Threshold;

    /// <summary>Any thread.</summary>
    public PoolControlState State { get; private set; } = new(0, 0, 0, AdmissionThreshold.All, 0, 0, Crowd.Unknown, 0);

    /// <summary>The connections that ask. Any thread.</summary>
    public CrowdSize Asking => admission.Asking;

    /// <summary>Any thread.</summary>
    public IReadOnlyList<ServerControl> Servers => Volatile.Read(ref servers);

    /// <summary>With the control loop at rest, or by it.</summary>
    public IReadOnlyList<RouteBaseline> Routes => routes;

    /// <summary>Each worker's own.</summary>
    public PoolSamples SamplesOf(int worker) => admission.Flow.Samples[worker];

    /// <summary>The server's part, for its samples, cap and override; null when it is not one of the pool's. Any thread.</summary>
    public ServerControl? Find(ServerState server) => Array.Find(Volatile.Read(ref servers), each => each.Server == server);

    /// <summary>The operator's bounds are others now: what was learned stays, within them. With the control loop at rest.</summary>
    public void Use(LimitSettings next, long now)
    {
        settings = next;
        Array.ForEach(servers, server => server.Use(next, now));
    }

    /// <summary>The pool has these servers from now on: those that stay keep what was learned.</summary>
    public void Adopt(ServerState[] present, long now)
    {
        var next = new ServerControl[present.Length];
        for (int index = 0; index < present.Length; index++)
        {
            next[index] = Find(present[index]) ?? new ServerControl(present[index], settings, admission.Flow.Samples.Length, now);
        }

        scratch = new double[next.Length];
        Volatile.Write(ref servers, next);
    }

    /// <summary>Requests that were shed, in all. Any thread.</summary>
    public long Sheds() => admission.Flow.Sheds();

    /// <summary>A route of the pool, to be kept over reloads by its owner.</summary>
    public RouteBaseline AddRoute()
    {
        var route = new RouteBaseline(admission.Flow.Samples.Length);
        routes.Add(route);
        return route;
    }

    public void RemoveRoute(RouteBaseline route) => routes.Remove(route);

    /// <summary>The queue was full and gave up a request with that key. Any thread.</summary>
    public void Overflowed(int key) => admission.Overflowed(key);

    /// <inheritdoc cref="AdmissionControl.GreedyWereFound"/>
    public void GreedyWereFound() => admission.GreedyWereFound();

    /// <summary>To be called every 100 ms.</summary>
    public void Tick(long now, in QueueState queue)
    {
        long elapsed = Math.Max(1, now - lastTick);
        lastTick = now;
        RefreshRoutes(now);
        foreach (ServerControl server in servers)
        {
            server.Tick(now);
        }

        ServerPace.Compare(servers, scratch);
        CompareServers();
        probe.Tick(servers, now);
        double promised = Promised(out double meanService, out int limits);
        admission.Tick(queue, promised, meanService, elapsed, now);
        State = new PoolControlState(
            admission.Capacity,
            admission.ArrivalsPerSecond,
            admission.Shed,
            admission.Threshold,
            (long)meanService,
            admission.MedianServiceNanoseconds,
            admission.Asking.Verdict,
            limits)
        {
            UnaskedPerSecond = admission.UnaskedPerSecond,
            AdmittedShares = admission.Admitted,
            LearnedCapacity = learned.Of(servers, admission.MeasuredNow, elapsed),
        };
    }

    /// <summary>Slower machines are welcome in a pool; one that is far slower than the others is in trouble.</summary>
    private void CompareServers()
    {
        ServerControl[] present = servers;
        if (present.Length < FewestToCompare)
        {
            return;
        }

        double slowest = settings.SlowestOfMedian * Middle(present, server => server.Baseline.Value);
        double usual = Middle(present, server => server.Law.Limit);
        foreach (ServerControl server in present)
        {
            server.SlowestBaseline = slowest;
            server.UsualLimit = usual;
            server.SmallLimit = Math.Min(0.5, SmallOfPool * present.Length) * usual;
        }
    }

    private double Middle(ServerControl[] present, Func<ServerControl, double> figure)
    {
        for (int index = 0; index < present.Length; index++)
        {
            scratch[index] = figure(present[index]);
        }

        Array.Sort(scratch);
        return scratch[present.Length / 2];
    }

    /// <summary>Requests a second that limits and service times promise, with the mean service time over the servers.</summary>
    private double Promised(out double meanService, out int limits)
    {
        double promised = 0;
        double slots = 0;
        limits = 0;
        foreach (ServerControl server in servers)
        {
            if (!server.Server.Available)
            {
                continue;
            }

            limits += server.Server.Limit;
            if (server.MeanServiceNanoseconds > 0)
            {
                promised += server.Server.Limit / (server.MeanServiceNanoseconds / 1e9);
                slots += server.Server.Limit;
            }
        }

        // Each server weighted by what it serves.
        meanService = promised > 0 ? slots / promised * 1e9 : 0;
        return promised;
    }

    /// <summary>
    /// Every second, or at once while a route is unknown. The routes' figures only say how they compare: where all become slower together
    /// their level moves into the servers' baselines the other way, so that no server's verdict changes by it.
    /// </summary>
    private void RefreshRoutes(long now)
    {
        bool due = now - lastRefresh >= RefreshNanoseconds;
        double old = 0;
        double renewed = 0;
        foreach (RouteBaseline route in routes)
        {
            long added = due || route.ExpectedNanoseconds == 0 ? route.Refresh(out long before) : Nothing(out before);
            if (added > 0 && before > 0)
            {
                old += added * (double)before;
                renewed += added * (double)route.ExpectedNanoseconds;
            }
        }

        if (due)
        {
            lastRefresh = now;
        }

        if (renewed > 0)
        {
            foreach (ServerControl server in servers)
            {
                server.Baseline.Rescale(old / renewed);
            }
        }
    }

    private static long Nothing(out long before)
    {
        before = 0;
        return 0;
    }
}
