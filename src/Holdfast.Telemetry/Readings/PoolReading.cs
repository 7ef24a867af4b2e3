using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>A pool's overload protection at one moment, as metrics and status show it. Immutable.</summary>
public sealed record PoolReading
{
    public required string Name { get; init; }

    public required bool IsProtected { get; init; }

    /// <summary>Requests a second that the pool can serve; 0 while that is not known.</summary>
    public double Capacity { get; init; }

    /// <summary>Requests a second that come for it, the shed ones included.</summary>
    public double OfferedPerSecond { get; init; }

    /// <summary>Share of the requests that the threshold is to shed, 0 to 1.</summary>
    public double ShedShare { get; init; }

    /// <summary>
    /// Share of each class that got in during the last second or two, clients over their fair share aside, 0 to 1, most important class first; empty where
    /// there is none.
    /// </summary>
    public IReadOnlyList<double> AdmittedShares { get; init; } = [];

    /// <summary>For how long the oldest waiter of each class has waited, nanoseconds; 0 where nobody waits.</summary>
    public IReadOnlyList<long> OldestWaits { get; init; } = [];

    /// <summary>Times that a free slot stood beside a waiter for more than 20 ms: must stay 0.</summary>
    public long IdleSlots { get; init; }

    /// <summary>For how long slots stood free beside a waiter until it got them; null before the first.</summary>
    public LatencyHistogram? SlotsIdle { get; init; }

    public IReadOnlyList<ServerReading> Servers { get; init; } = [];

    /// <summary>Routes that are kept from filling the pool.</summary>
    public IReadOnlyList<BulkheadReading> Bulkheads { get; init; } = [];

    /// <summary>Servers that were not taken out, or brought back, because a common cause explained the symptom, by its label; those that have occurred.</summary>
    public IReadOnlyList<(string Reason, long Count)> Spared { get; init; } = [];

    /// <summary>Times that a client was found to be over its fair share.</summary>
    public long FairShareMarks { get; init; }

    /// <summary>Requests that were refused because as many as may wait, or as much memory, were on their way to the queue's owner already.</summary>
    public (long ForCount, long ForBytes) RefusedOnTheWay { get; init; }

    /// <summary>Those that take most, first; empty where clients are not measured.</summary>
    public IReadOnlyList<ClientReading> Clients { get; init; } = [];
}
