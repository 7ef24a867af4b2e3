using System.Text;

namespace Holdfast.Telemetry;

/// <summary>What a worker counts about a pool. That worker writes with plain additions; any thread reads.</summary>
public sealed class PoolCounters : PaddedCounters
{
    /// <summary>Gauge.</summary>
    public long InFlight;

    /// <summary>Gauge: requests that wait for a server with a free slot.</summary>
    public long Queued;

    /// <summary>Time that finished waits took together.</summary>
    public long QueuedNanoseconds;

    /// <summary>Requests that were sent a second time.</summary>
    public long Retries;

    /// <summary>Retries that would have been allowed but for the retry budget.</summary>
    public long RetriesRefused;

    public long NoServerAvailable;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    private readonly byte[] nameUtf8;

    internal PoolCounters(MetricLabels labels, string name)
    {
        Outcomes = new(labels.Outcomes.Count);
        nameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name as the access log wants it.</summary>
    public ReadOnlySpan<byte> NameUtf8 => nameUtf8;
}
