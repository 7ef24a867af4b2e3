using System.Runtime.CompilerServices;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>What a worker counts about a pool. That worker writes with plain additions; any thread reads.</summary>
public sealed class PoolCounters : PaddedCounters
{
    /// <summary>Gauge.</summary>
    public long InFlight;

    /// <summary>Requests that were sent a second time.</summary>
    public long Retries;

    /// <summary>Retries that would have been allowed but for the retry budget.</summary>
    public long RetriesRefused;

    public long NoServerAvailable;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    /// <summary>Gauge by class: requests that wait for a server with a free slot.</summary>
    public readonly LabelledCounts Queued;

    /// <summary>Refused on purpose, by class and within it by reason: <see cref="CountShed"/>.</summary>
    public readonly LabelledCounts Shed;

    private readonly byte[] nameUtf8;
    private readonly int shedReasons;
    private LatencyHistogram? queueWait;

    internal PoolCounters(MetricLabels labels, string name)
    {
        Outcomes = new(labels.Outcomes.Count);
        Queued = new(labels.Classes.Count);
        shedReasons = labels.ShedReasons.Count;
        Shed = new(labels.Classes.Count * shedReasons);
        nameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name as the access log wants it.</summary>
    public ReadOnlySpan<byte> NameUtf8 => nameUtf8;

    /// <summary>How long finished waits took, whatever their end; null before the first.</summary>
    public LatencyHistogram? QueueWait => queueWait;

    public void CountShed(int requestClass, int reason) => Shed.Increment((requestClass * shedReasons) + reason);

    public void RecordWait(long nanoseconds) => (queueWait ?? CreateQueueWait()).Record(nanoseconds);

    // With the first wait, once for each pool and worker: see RouteCounters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LatencyHistogram CreateQueueWait() => queueWait = new();
}
