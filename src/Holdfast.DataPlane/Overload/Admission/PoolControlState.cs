namespace Holdfast.DataPlane.Overload;

/// <summary>A pool's control loop as the queue, status and metrics see it. Immutable, published whole.</summary>
/// <param name="Capacity">Requests a second that the pool can serve; 0 while not known.</param>
/// <param name="ArrivalsPerSecond">Requests a second about which the pool decides.</param>
/// <param name="Shed">Share of the arrivals that the threshold is to shed.</param>
/// <param name="Threshold">What workers admit.</param>
/// <param name="MeanServiceNanoseconds">How long a request holds its slot, over all servers.</param>
/// <param name="MedianServiceNanoseconds">Half of the requests hold their slots for at most this; 0 while not known.</param>
/// <param name="Crowd">Whether all who ask could wait.</param>
/// <param name="SumOfLimits">Of the servers that are available.</param>
internal sealed record PoolControlState(
    double Capacity,
    double ArrivalsPerSecond,
    double Shed,
    AdmissionThreshold Threshold,
    long MeanServiceNanoseconds,
    long MedianServiceNanoseconds,
    Crowd Crowd,
    int SumOfLimits)
{
    /// <summary>Requests a second that are refused before the pool is asked, for a rate limit or the gateway's own sake: offered, too.</summary>
    public double UnaskedPerSecond { get; init; }

    /// <summary>Part of each class that got in lately, clients over their fair share aside; empty before the first look. For people.</summary>
    public IReadOnlyList<double> AdmittedShares { get; init; } = [];

    /// <summary>Requests a second that the servers in use are known to serve, from when somebody waited; 0 while that was not seen of each of them. For people.</summary>
    public double LearnedCapacity { get; init; }
}
