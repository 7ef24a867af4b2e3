namespace Holdfast.Telemetry;

/// <summary>Bounds of the catalog; past a count, new ones share the counters of "(other)".</summary>
public sealed record CatalogLimits
{
    /// <summary>Memory: about 0.6 KiB for each worker, and 4 KiB more once a worker has served a request of the route.</summary>
    public int Routes { get; init; } = 10_000;

    public int Pools { get; init; } = 10_000;

    public int Servers { get; init; } = 20_000;

    /// <summary>Time that counters stay visible after a reload removed their route, pool or server: two scrapes at the slowest common rate.</summary>
    public TimeSpan RemovedFor { get; init; } = TimeSpan.FromMinutes(10);
}
