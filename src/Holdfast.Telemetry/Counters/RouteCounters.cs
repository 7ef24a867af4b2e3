using System.Runtime.CompilerServices;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>What a worker counts about a route. That worker writes with plain additions; any thread reads.</summary>
public sealed class RouteCounters : PaddedCounters
{
    /// <summary>Gauge.</summary>
    public long InFlight;

    /// <summary>Gauge: requests that wait for a server with a free slot.</summary>
    public long Queued;

    public long RequestBytes;

    public long ResponseBytes;

    /// <summary>Requests that arrived and are known to be retries.</summary>
    public long Retries;

    /// <summary>Requests that were bound to a server.</summary>
    public long Admitted;

    /// <summary>Requests that went on and that a rate limit with dryRun would have refused.</summary>
    public long RateLimitDryRun;

    /// <summary>Whole answers with a status of 500 or above.</summary>
    public long ServerErrors;

    /// <summary>Finished requests by outcome label.</summary>
    public readonly LabelledCounts Outcomes;

    /// <summary>Answers by the first digit of their status.</summary>
    public readonly LabelledCounts StatusClasses = new(StatusClass.Count);

    private readonly byte[] nameUtf8;
    private LatencyHistogram? latency;
    private SecondTimes? secondWait;
    private SecondTimes? secondFirstByte;

    internal RouteCounters(MetricLabels labels, string name)
    {
        Outcomes = new(labels.Outcomes.Count);
        nameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The name as the access log wants it.</summary>
    public ReadOnlySpan<byte> NameUtf8 => nameUtf8;

    /// <summary>From the request's first byte to the answer's last; null before the first.</summary>
    public LatencyHistogram? Latency => latency;

    /// <summary>How long waits for a slot took, whatever their end; null before the first.</summary>
    public SecondTimes? SecondWait => secondWait;

    /// <summary>From the request's last byte sent to the answer's first byte; null before the first.</summary>
    public SecondTimes? SecondFirstByte => secondFirstByte;

    /// <param name="bucket">Of <see cref="SecondTimes"/>.</param>
    public void RecordWait(int bucket) => (secondWait ?? CreateSecondWait()).Add(bucket);

    /// <param name="bucket">Of <see cref="SecondTimes"/>.</param>
    public void RecordFirstByte(int bucket) => (secondFirstByte ?? CreateSecondFirstByte()).Add(bucket);

    public void Finish(int outcome, int status, long latencyNanoseconds)
    {
        Outcomes.Increment(outcome);
        StatusClasses.Increment(StatusClass.Of(status));
        (latency ?? CreateLatency()).Record(latencyNanoseconds);
    }

    // With the first request, once for each route and worker: at 4 KiB each, 10,000 routes that get no traffic should cost nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LatencyHistogram CreateLatency() => latency = new(isLasting: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SecondTimes CreateSecondWait() => secondWait = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SecondTimes CreateSecondFirstByte() => secondFirstByte = new();
}
