namespace Holdfast.Drills.Load;

/// <summary>Whether the generator itself was the limit: then its figures say nothing about the server.</summary>
public sealed record GeneratorHealth
{
    private const double BusyShare = 0.9;
    private const double LagBoundMilliseconds = 10;

    /// <summary>0 to 1: processor time of the busiest of its threads.</summary>
    public double CpuShare { get; init; }

    /// <summary>0 to 1: time in which that thread was ready but another program had the processor.</summary>
    public double WaitingShare { get; init; }

    /// <summary>99th percentile of how late requests were sent for which a connection was free.</summary>
    public double LagP99Milliseconds { get; init; }

    /// <summary>Requests that were never sent for lack of descriptors, ports or memory here.</summary>
    public long Dropped { get; init; }

    public bool ClientLimited => Reason.Length > 0;

    /// <summary>Why not to trust the figures; empty when they can be trusted.</summary>
    public string Reason =>
        Dropped > 0 ? "requests could not be sent for lack of descriptors, ports or memory here"
        : LagP99Milliseconds > LagBoundMilliseconds
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"requests were sent {LagP99Milliseconds:0} ms late (p99) because the generator was busy or not scheduled")
        : CpuShare > BusyShare ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a thread of the generator used {100 * CpuShare:0} % of a processor")
        : "";
}
