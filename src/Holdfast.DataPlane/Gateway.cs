using System.Net;
using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.DataPlane;

/// <summary>
/// The running data plane as the control side sees it: start, change, drain, hand over, stop. It publishes snapshots to the workers and
/// reads their counters; nothing here is on a request's way. Any thread; changes are made one at a time.
/// </summary>
public sealed class Gateway : IDisposable
{
    private readonly Lock change = new();
    private readonly GatewayOptions options;
    private readonly SnapshotCompiler compiler;
    private readonly NameTable names;
    private readonly WorkerCrew workers;
    private readonly ListenerSet listeners;
    private readonly HealthProber prober;
    private readonly OverloadControl overload;
    private readonly LoopLag lag;
    private readonly int spareRequests;
    private readonly long[] adoptedRevisions;
    private GatewayConfig config;
    private volatile ServersByName servers;

    private Gateway(GatewayOptions options)
    {
        this.options = options;
        config = options.Config;
        servers = ServersByName.None;
        int count = config.Workers > 0 ? config.Workers : Environment.ProcessorCount;
        compiler = new SnapshotCompiler(options.Clock, count, options.Seed, options.SharedLimits);
        Orders = new OperatorOrders(change, options.Clock, options.Events);
        overload = new OverloadControl(options.Clock, options.Events, options.SharedLimits);
        adoptedRevisions = new long[count];
        Metrics = new MetricCatalog(LabelsOfMetrics(), options.Clock);
        AccessLog = options.OpenAccessLog(count);
        Metrics.AccessLog = AccessLog;
        Metrics.Spans = config.Telemetry.Otlp is { Address: not null, Traces.Sample: > 0 and var sample } ? new SpanRings(count, sample, options.Seed) : null;
        Metrics.IsServerHealthy = IsServerHealthy;
        Metrics.ReadPools = ReadPools;
        Clients = new ClientQuota(MaximumClientsOf(config, options), config.Limits.MaximumClientsPerAddress);
        names = new NameTable(options.Names, options.Events);
        spareRequests = options.MakesSpares ? SpareMaker.RequestsFor(Clients.Maximum, MemoryBound.Read(), Metrics.Spans is not null || AccessLog is not null) : 0;
        WorkerEnvironment environment = NewEnvironment(count);
        Worker[] all = [.. Enumerable.Range(0, count).Select(index => new Worker(index, environment))];
        environment.Peers = all;
        workers = new WorkerCrew(all);
        Sockets = new SocketHandover(workers, options.Network);
        lag = new LoopLag(count, options.Clock);
        overload.Pressure = NewPressure(environment.Pressure);
        Metrics.ReadPressure = () => overload.Pressure.Reading;
        listeners = new ListenerSet(options.Network, all);
        prober = new HealthProber(options.Network, options.Clock, options.Seed, Metrics, options.Events, count) { OnEjected = GiveUpWaiting, OnPlaceNeeded = CloseIdle };
    }

    public MetricCatalog Metrics { get; }

    public AccessLog? AccessLog { get; }

    public ClientQuota Clients { get; }

    /// <summary>What operators order while it runs.</summary>
    public OperatorOrders Orders { get; }

    /// <summary>What it hands to a successor.</summary>
    public SocketHandover Sockets { get; }

    public int WorkerCount => workers.Count;

    public RoutingSnapshot Snapshot { get; private set; } = null!;

    public GatewayConfig Config => config;

    /// <summary>Addresses really bound.</summary>
    public IReadOnlyList<NetworkAddress> Addresses => [.. listeners.Bound.Values];

    public bool IsDraining { get; private set; }

    /// <summary>A successor takes idle clients over: none is closed meanwhile.</summary>
    public bool PassesClientsOn { get; set; }

    /// <summary>Every worker serves by the published snapshot.</summary>
    public bool IsAdopted => Array.TrueForAll(adoptedRevisions, revision => revision >= Snapshot.Revision);

    /// <summary>Starts the workers and opens the listeners, or says which of them could not be opened and leaves nothing behind.</summary>
    public static GatewayStart Start(GatewayOptions options)
    {
        Gateway gateway = new(options);
        IReadOnlyList<ListenFailure> failures = gateway.Open();
        if (failures.Count == 0)
        {
            return new GatewayStart(gateway, []);
        }

        gateway.Dispose();
        return new GatewayStart(null, failures);
    }

    /// <summary>
    /// Serves by another configuration from the next turn of each worker on. Requests under way finish with what they began with.
    /// On failure (a listener that cannot be opened) the old configuration stays whole.
    /// </summary>
    public async Task<IReadOnlyList<ListenFailure>> ApplyAsync(GatewayConfig next, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses = await names.ResolveAsync(next, cancellation).ConfigureAwait(false);
        lock (change)
        {
            IReadOnlyList<ListenFailure> failures = listeners.Apply(next.Listeners, []);
            if (failures.Count == 0)
            {
                Publish(next, addresses);
            }

            return failures;
        }
    }

    /// <summary>Resolves server names again and publishes when addresses have changed. Called about every 30 s by the host.</summary>
    public async Task RefreshNamesAsync(CancellationToken cancellation)
    {
        GatewayConfig current = config;
        IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses = await names.ResolveAsync(current, cancellation).ConfigureAwait(false);
        lock (change)
        {
            if (names.HasChanged && ReferenceEquals(current, config))
            {
                Publish(current, addresses);
            }
        }
    }

    /// <summary>Overload protection of every pool in the order of the snapshot. Costs the workers nothing.</summary>
    public IReadOnlyList<PoolReading> ReadPools() => [.. Snapshot.Pools.Select(ReadPool)];

    /// <summary>What servers have now, in the order of the snapshot, for the second-by-second record. Costs the workers nothing.</summary>
    public IReadOnlyList<PoolLevels> ReadLevels() => [.. Snapshot.Pools.Select(LevelsReader.Read)];

    /// <summary>How long the slowest worker took to take up a message since the last call. Any one thread.</summary>
    public double ReadLoopLag() => lag.Take(workers.All, options.Clock.NowNanoseconds) / 1e9;

    public PoolReading ReadPool(PoolSnapshot pool) => OverloadReader.Read(pool, options.Clock.NowNanoseconds);

    /// <summary>What overload control has to say since the last call, oldest first. To be written by a thread that may wait for a log.</summary>
    public IReadOnlyList<OverloadNotice> TakeNotices() => overload.Notices.TakeAll();

    /// <summary>What is known of the servers' limits, for a process that comes after this one.</summary>
    public IReadOnlyList<LearnedLimit> LearnedLimits() => LearnedLimit.Of(Snapshot);

    /// <summary>What a successor needs to count with this process; -1 where there is nothing to share.</summary>
    public int SharedLimitsDescriptor => options.SharedLimits?.Descriptor ?? -1;

    /// <summary>This process serves: it says what the limits are, its predecessor has no say any more.</summary>
    public void TakeCharge() => overload.TakeCharge();

    /// <summary>A successor serves: it says what the limits are.</summary>
    public void LeaveCharge() => options.SharedLimits?.LeaveCharge();

    /// <summary>Takes no new clients from now on and ends each connection with its next answer.</summary>
    public void BeginDrain()
    {
        IsDraining = true;
        workers.Post(owner => owner.BeginDrain());
    }

    /// <summary>
    /// Waits until all clients have left, at most for the configured drain time; returns how many are left. At the deadline those that are
    /// idle are closed; whoever is in the middle of an exchange is cut by the end of the process.
    /// </summary>
    /// <param name="eachRound">Called before each look, for example to pass idle clients on.</param>
    public int WaitForClients(TimeSpan interval, Action eachRound)
    {
        long deadline = options.Clock.NowNanoseconds + TimeoutsSnapshot.Nanoseconds(config.Timeouts.Drain);
        for (;;)
        {
            eachRound();
            if (Clients.Count == 0)
            {
                return 0;
            }

            if (options.Clock.NowNanoseconds >= deadline)
            {
                CloseIdleClients(alsoNew: true);
                return Clients.Count;
            }

            Thread.Sleep(interval);
        }
    }

    /// <summary>
    /// For a process that leaves without a successor: closes clients that are between requests, as often as it is called. Those that have
    /// connected and not spoken yet may have a request on its way, so they are given their time.
    /// </summary>
    public void LetIdleClientsGo()
    {
        if (!PassesClientsOn)
        {
            CloseIdleClients(alsoNew: false);
        }
    }

    /// <summary>Bytes that the workers' threads have allocated since they started: after warm-up it stands still, whatever is served.</summary>
    public long WorkerAllocatedBytes() => workers.Ask(_ => GC.GetAllocatedBytesForCurrentThread()).Sum();

    /// <summary>Closes listeners after serving what waits in their queues.</summary>
    public void CloseListeners()
    {
        lock (change)
        {
            listeners.Apply([], []);
        }
    }

    public void Dispose()
    {
        prober.Dispose();
        overload.Dispose();
        foreach (Worker worker in workers.All)
        {
            worker.Dispose();
        }

        AccessLog?.Dispose();
        options.SharedLimits?.Dispose();
    }

    /// <summary>A server that fell silent never says that it is gone: the workers do not wait for it any longer.</summary>
    private void GiveUpWaiting(ServerState server, EjectionReason reason)
    {
        if (reason == EjectionReason.Silent)
        {
            workers.Post(owner => owner.Servers.GiveUpWaitingFor(server));
        }
    }

    private void CloseIdle(ServerState server) => workers.Post(owner => owner.Servers.CloseIdleOf(server));

    internal static MetricLabels LabelsOfMetrics() =>
        new(OutcomeTable.Labels(), [.. Rejections.All.Select(rejection => rejection.Label)], ExchangeRecorder.ConnectFailureLabels)
        {
            Classes = ExchangeRecorder.ClassNames,
            ShedReasons = OutcomeTable.ShedLabels(),
            Ejections = EjectionReasons.Labels(),
            RetryKinds = RetryLabels.Kinds(),
            RetryRefusals = RetryLabels.Refusals(),
            OutcomeSignals = OutcomeSignals.All(),
        };

    private bool? IsServerHealthy(string pool, string server) => (servers = servers.For(Snapshot)).Find(pool, server)?.Available;

    private static int MaximumClientsOf(GatewayConfig config, GatewayOptions options) =>
        config.Limits.MaximumClients > 0 ? config.Limits.MaximumClients : ClientQuota.FromDescriptorLimit(options.DescriptorLimit);

    private PressureControl NewPressure(PressureGauge gauge)
    {
        ProcessPressure process = new(options.Clock, options.DescriptorLimit, OpenDescriptors, now => workers.All.Max(worker => worker.TakeLongestTurn(now)));
        return new PressureControl(process, gauge, overload.Notices)
        {
            OnShortIdle = () => workers.Post(owner => owner.Clients.ShortenIdle()),
        };
    }

    /// <summary>Connections on both sides; the few others are within what the step thresholds leave.</summary>
    private int OpenDescriptors() => Clients.Count + Snapshot.Pools.Sum(pool => pool.Servers.Sum(server => server.Connections));

    private WorkerEnvironment NewEnvironment(int count) => new()
    {
        Network = options.Network,
        Clock = options.Clock,
        Seed = options.Seed,
        Metrics = Metrics,
        AccessLog = AccessLog,
        Clients = Clients,
        Throttles = Orders.Clients,
        BuffersMaximum = Math.Max(64, Clients.Maximum * 3 / count),
        SparesMaximum = SpareMaker.KeptFor(spareRequests, count),
        OnAdopted = (index, revision) => Volatile.Write(ref adoptedRevisions[index], revision),
    };

    private IReadOnlyList<ListenFailure> Open()
    {
        IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses = names.ResolveAsync(config, CancellationToken.None).GetAwaiter().GetResult();
        Snapshot = overload.Adopt(() => compiler.Compile(config, addresses));
        LearnedLimit.Apply(options.Learned, Snapshot);
        Orders.Inherit(Snapshot, config);
        ExchangeRecorder.Prepare(Metrics, Snapshot);
        SpareMaker.Make(workers.All, spareRequests);
        if (options.MakesSpares)
        {
            LastingMemory.SettleBeforeServing();
        }

        foreach (Worker worker in workers.All)
        {
            worker.Start(Snapshot);
        }

        IReadOnlyList<ListenFailure> failures = listeners.Apply(config.Listeners, options.Inherited);
        Metrics.CompleteReload();
        prober.Publish(Snapshot);
        prober.Start();
        overload.Start();
        return failures;
    }

    private void Publish(GatewayConfig next, IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses)
    {
        Snapshot = overload.Adopt(() => compiler.Compile(next, addresses));
        config = next;
        Orders.Keep(Snapshot, config);
        Clients.MaximumPerAddress = next.Limits.MaximumClientsPerAddress;
        Clients.Maximum = MaximumClientsOf(next, options);
        ExchangeRecorder.Prepare(Metrics, Snapshot);
        foreach (Worker worker in workers.All)
        {
            worker.Publish(Snapshot);
        }

        prober.Publish(Snapshot);
        SpinWait.SpinUntil(() => IsAdopted, TimeSpan.FromSeconds(2));
        compiler.Complete();
        Orders.Complete();
        Metrics.CompleteReload();
    }

    private void CloseIdleClients(bool alsoNew) => workers.Ask(worker =>
    {
        worker.Clients.CloseIdle(alsoNew);
        return true;
    });
}
