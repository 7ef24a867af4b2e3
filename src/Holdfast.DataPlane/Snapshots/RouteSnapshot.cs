using Holdfast.Configuration;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>One compiled route.</summary>
public sealed class RouteSnapshot
{
    public required string Name { get; init; }

    public required int Index { get; init; }

    public required RequestClass Class { get; init; }

    /// <summary>Index into <see cref="RoutingSnapshot.Pools"/>.</summary>
    public required int PoolIndex { get; init; }

    /// <summary>Removed from the front of the path; empty for none. Ends without a slash.</summary>
    public required byte[] StripPrefix { get; init; }

    /// <summary>
    /// Host for requests of HTTP/1.0 that name none, because servers of HTTP/1.1 demand one: the address of the pool's first server, as
    /// the operator wrote it.
    /// </summary>
    public required byte[] HostOfHostless { get; init; }

    /// <summary>What its answers take. Lives on over reloads while route and pool keep their names.</summary>
    internal RouteBaseline Baseline { get; init; } = null!;

    /// <summary>Keeps the route from filling its pool; null where the operator named no share, or the pool is not protected.</summary>
    internal Bulkhead? Bulkhead { get; init; }

    /// <summary>What the operator allows; usually none.</summary>
    internal RateLimit[] RateLimits { get; init; } = [];

    /// <summary>One of its rate limits is only tried out: it counts what it would refuse and lets it pass.</summary>
    public bool HasDryRun => Array.Exists(RateLimits, limit => limit.IsDryRun);

    public required HeaderRules RequestHeaders { get; init; }

    public required HeaderRules ResponseHeaders { get; init; }

    /// <summary>Total deadline in nanoseconds.</summary>
    public required long TotalNanoseconds { get; init; }

    /// <summary>Bytes; 0 means no bound.</summary>
    public required long MaximumBodyBytes { get; init; }
}
