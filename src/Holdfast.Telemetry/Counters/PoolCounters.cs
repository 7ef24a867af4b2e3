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

    public long NoServerAvailable;

    /// <summary>Requests that were sent to a server after their deadline: must stay 0.</summary>
    public long ExpiredDispatches;

    /// <summary>Of <see cref="Retries"/>, by kind.</summary>
    public readonly LabelledCounts RetryKinds;

    /// <summary>Retries that would have been allowed but for what the label says.</summary>
    public readonly LabelledCounts RetriesRefused;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    /// <summary>Gauge by class: requests that wait for a server with a free slot.</summary>
    public readonly LabelledCounts Queued;

    /// <summary>Refused on purpose, by class and within it by reason: <see cref="CountShed"/>.</summary>
    public readonly LabelledCounts Shed;

    /// <summary>By class: requests that arrived.</summary>
    public readonly LabelledCounts Offered;

    /// <summary>By class: those of them that are known to be retries.</summary>
    public readonly LabelledCounts OfferedRetries;

    /// <summary>By class: requests that were bound to a server.</summary>
    public readonly LabelledCounts Admitted;

    /// <summary>By class: whole answers with a status of 500 or above.</summary>
    public readonly LabelledCounts ServerErrors;

    /// <summary>Finished requests by class and within it by outcome: <see cref="Finish"/>.</summary>
    public readonly LabelledCounts Finished;

    private readonly byte[] nameUtf8;
    private readonly int shedReasons;
    private readonly int outcomes;
    private LatencyHistogram? queueWait;
    private readonly SecondTimes?[] secondWaits;
    private readonly SecondTimes?[] secondFirstBytes;
    private RequestSketch? sketch;
    private ClientSketch? harmed;

    internal PoolCounters(MetricLabels labels, string name)
    {
        RetryKinds = new(labels.RetryKinds.Count);
        RetriesRefused = new(labels.RetryRefusals.Count);
        Outcomes = new(labels.Outcomes.Count);
        Queued = new(labels.Classes.Count);
        shedReasons = labels.ShedReasons.Count;
        Shed = new(labels.Classes.Count * shedReasons);
        outcomes = labels.Outcomes.Count;
        Offered = new(labels.Classes.Count);
        OfferedRetries = new(labels.Classes.Count);
        Admitted = new(labels.Classes.Count);
        ServerErrors = new(labels.Classes.Count);
        Finished = new(labels.Classes.Count * outcomes);
        secondWaits = new SecondTimes?[labels.Classes.Count];
        secondFirstBytes = new SecondTimes?[labels.Classes.Count];
        nameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name as the access log wants it.</summary>
    public ReadOnlySpan<byte> NameUtf8 => nameUtf8;

    /// <summary>How long finished waits took, whatever their end; null before the first.</summary>
    public LatencyHistogram? QueueWait => queueWait;

    /// <summary>The same of one class, for the second-by-second record.</summary>
    public SecondTimes? SecondWait(int requestClass) => secondWaits[requestClass];

    /// <summary>Of one class: from the request's last byte sent to the answer's first byte; null before the first.</summary>
    public SecondTimes? SecondFirstByte(int requestClass) => secondFirstBytes[requestClass];

    /// <summary>Who asks for what; null before the first request.</summary>
    public RequestSketch? Sketch => sketch;

    /// <summary>Whose requests failed or were refused for lack of capacity; null before the first.</summary>
    public ClientSketch? Harmed => harmed;

    /// <summary>Requests of all classes that came.</summary>
    public long OfferedInAll
    {
        get
        {
            long sum = 0;
            for (int index = 0; index < Offered.Count; index++)
            {
                sum += Offered[index];
            }

            return sum;
        }
    }

    public void Arrive(int requestClass, bool isRetry, ulong client, ulong path)
    {
        Offered.Increment(requestClass);
        if (isRetry)
        {
            OfferedRetries.Increment(requestClass);
        }

        (sketch ?? CreateSketch()).Note(client, path);
    }

    public void Finish(int requestClass, int outcome)
    {
        Outcomes.Increment(outcome);
        Finished.Increment((requestClass * outcomes) + outcome);
    }

    /// <summary>The client's request failed, or was refused for lack of capacity.</summary>
    /// <param name="client">The same hash as in <see cref="Arrive"/>.</param>
    public void Harm(ulong client) => (harmed ?? CreateHarmed()).Note(client);

    public void CountShed(int requestClass, int reason) => Shed.Increment((requestClass * shedReasons) + reason);

    /// <returns>The bucket of <see cref="SecondTimes"/>, for whoever counts the same time.</returns>
    public int RecordWait(int requestClass, long nanoseconds)
    {
        int bucket = SecondTimes.BucketOf(nanoseconds);
        (queueWait ?? CreateQueueWait()).Record(nanoseconds);
        (secondWaits[requestClass] ?? Create(secondWaits, requestClass)).Add(bucket);
        return bucket;
    }

    /// <param name="bucket">Of <see cref="SecondTimes"/>.</param>
    public void RecordFirstByte(int requestClass, int bucket) => (secondFirstBytes[requestClass] ?? Create(secondFirstBytes, requestClass)).Add(bucket);

    // With the first wait, once for each pool and worker: see RouteCounters.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LatencyHistogram CreateQueueWait() => queueWait = new(isLasting: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SecondTimes Create(SecondTimes?[] times, int requestClass) => times[requestClass] = new();

    // With the first request: 9 KiB.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RequestSketch CreateSketch() => sketch = new();

    // With the first request that goes wrong: 8 KiB.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ClientSketch CreateHarmed() => harmed = new();
}
