using Holdfast.Drills.Load;
using Holdfast.Foundation;

namespace Holdfast.Drills.Running;

/// <summary>One class of the traffic as its clients saw it.</summary>
public sealed record ClassSeries(string Name, IReadOnlyList<ClassSecond> Seconds)
{
    /// <summary>From the first request on; empty for sessions, whose outcome is known only when they end.</summary>
    public IReadOnlyList<LoadTenth> Tenths { get; init; } = [];

    /// <summary>Where its clients come from; null where they have no addresses of their own.</summary>
    public ClientAddresses? Clients { get; init; }

    /// <summary>Answers by status, of all attempts.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = new Dictionary<int, long>();

    /// <summary>How long refusals took, from the intended time of sending.</summary>
    public LatencyHistogram? ShedLatency { get; init; }
}
