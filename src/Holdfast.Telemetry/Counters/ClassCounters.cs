namespace Holdfast.Telemetry;

/// <summary>What a worker counts about a class of requests. That worker writes with plain additions; any thread reads.</summary>
public sealed class ClassCounters : PaddedCounters
{
    /// <summary>Gauge.</summary>
    public long InFlight;

    /// <summary>Gauge.</summary>
    public long Queued;

    /// <summary>Refused on purpose, for want of capacity.</summary>
    public long Shed;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    internal ClassCounters(MetricLabels labels) => Outcomes = new(labels.Outcomes.Count);
}
