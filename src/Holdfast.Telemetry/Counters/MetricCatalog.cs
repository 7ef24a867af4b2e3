using Holdfast.Foundation;
using Holdfast.Telemetry.Otlp;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry;

/// <summary>
/// All counters by name. The control plane asks for them when it compiles a snapshot and calls <see cref="CompleteReload"/> once the
/// snapshot is in use; a name that stays keeps its counters, so that a reload never sets them back. The data plane holds the counter
/// objects themselves and never comes here. Any thread; next: PrometheusText.
/// </summary>
public sealed class MetricCatalog
{
    private readonly Lock gate = new();
    private readonly IClock clock;
    private readonly CatalogLimits limits;
    private readonly SeriesTable<GatewayCounters> gateways;
    private readonly SeriesTable<RouteCounters> routes;
    private readonly SeriesTable<PoolCounters> pools;
    private readonly SeriesTable<ServerCounters> servers;
    private readonly SeriesTable<ClassCounters> classes;

    public MetricCatalog(MetricLabels labels, IClock clock, CatalogLimits? limits = null)
    {
        Labels = labels;
        this.clock = clock;
        this.limits = limits ?? new();
        gateways = new("gateway", 1, _ => new(labels));
        routes = new("route", this.limits.Routes, name => new(labels, name));
        pools = new("pool", this.limits.Pools, name => new(labels, name));
        servers = new("server", this.limits.Servers, name => new(labels, name));
        // As many classes as RequestClass has values, and room for more.
        classes = new("class", 16, _ => new(labels));
    }

    public MetricLabels Labels { get; }

    /// <summary>What the control plane itself counts.</summary>
    public ControlCounters Control { get; } = new();

    /// <summary>Its dropped and written entries are shown with the metrics.</summary>
    public AccessLog? AccessLog { get; set; }

    /// <summary>Sampled exchanges on their way to the exporter; null when no traces are wanted. Set before workers start.</summary>
    public SpanRings? Spans { get; set; }

    /// <summary>What the exporter has sent and lost; null when nothing is exported.</summary>
    public OtlpCounters? Otlp { get; set; }

    /// <summary>Asked for each pool and server when metrics are written; null when it is not known.</summary>
    public Func<string, string, bool?>? IsServerHealthy { get; set; }

    /// <summary>Asked when metrics are written: the overload protection of every pool. Null where there is none to ask.</summary>
    public Func<IReadOnlyList<PoolReading>>? ReadPools { get; set; }

    /// <summary>Asked when metrics are written: bytes of the second-by-second record, and whether it is on disk. Null where there is none.</summary>
    public Func<(long Bytes, bool IsWritten)?>? ReadSeries { get; set; }

    /// <summary>The second-by-second record, of which the newest second is shown. Null where there is none.</summary>
    public ISeriesReader? Series { get; set; }

    /// <summary>Asked when metrics are written: how short the gateway itself is of what it needs.</summary>
    public Func<PressureReading>? ReadPressure { get; set; }

    /// <summary>Asked when metrics are written: the hosts that agents report of. Null where none are heard.</summary>
    public Func<HostsReading>? ReadHosts { get; set; }

    /// <summary>Asked when metrics are written: incidents, tasks and messages. Null where no incidents are kept.</summary>
    public Func<IncidentsReading>? ReadIncidents { get; set; }

    public GatewayCounters Gateway(int worker) => Of(gateways, null, string.Empty, worker);

    public RouteCounters Route(string name, int worker) => Of(routes, null, name, worker);

    public PoolCounters Pool(string name, int worker) => Of(pools, null, name, worker);

    public ServerCounters Server(string pool, string server, int worker) => Of(servers, pool, server, worker);

    public ClassCounters Class(string name, int worker) => Of(classes, null, name, worker);

    public IReadOnlyList<CounterSeries<GatewayCounters>> Gateways() => All(gateways);

    public IReadOnlyList<CounterSeries<RouteCounters>> Routes() => All(routes);

    public IReadOnlyList<CounterSeries<PoolCounters>> Pools() => All(pools);

    public IReadOnlyList<CounterSeries<ServerCounters>> Servers() => All(servers);

    public IReadOnlyList<CounterSeries<ClassCounters>> Classes() => All(classes);

    /// <summary>The snapshot whose counters were asked for is in use: the others are removed, and dropped 10 minutes later.</summary>
    public void CompleteReload()
    {
        lock (gate)
        {
            long now = clock.NowNanoseconds;
            routes.CompleteReload(now);
            pools.CompleteReload(now);
            servers.CompleteReload(now);
        }
    }

    /// <summary>The snapshot whose counters were asked for will not be used: what was new in it goes away.</summary>
    public void AbandonReload()
    {
        lock (gate)
        {
            routes.AbandonReload();
            pools.AbandonReload();
            servers.AbandonReload();
        }
    }

    private T Of<T>(SeriesTable<T> table, string? pool, string name, int worker)
        where T : PaddedCounters
    {
        lock (gate)
        {
            return table.Touch(pool, name).Of(worker);
        }
    }

    private CounterSeries<T>[] All<T>(SeriesTable<T> table)
        where T : PaddedCounters
    {
        lock (gate)
        {
            table.DropRemovedBefore(clock.NowNanoseconds - (long)limits.RemovedFor.TotalNanoseconds);
            return table.ToArray();
        }
    }
}
