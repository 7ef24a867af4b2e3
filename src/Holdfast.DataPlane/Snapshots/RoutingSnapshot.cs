namespace Holdfast.DataPlane.Snapshots;

/// <summary>
/// All that a worker needs to serve requests, compiled from a configuration. Immutable; swapped whole by reference, and adopted by each
/// worker between two turns of its loop. An exchange that has begun finishes with the objects it began with.
/// </summary>
public sealed class RoutingSnapshot
{
    public required long Revision { get; init; }

    public required RouteTable Table { get; init; }

    public required IReadOnlyList<RouteSnapshot> Routes { get; init; }

    public required IReadOnlyList<PoolSnapshot> Pools { get; init; }

    public required TimeoutsSnapshot Timeouts { get; init; }

    public required ForwardingSnapshot Forwarding { get; init; }

    /// <summary>Who a client is where fair shares are told apart: by its address.</summary>
    internal ClientIdentity Clients { get; init; } = null!;

    /// <summary>What shed requests are told.</summary>
    public required ShedAnswers Shed { get; init; }
}
