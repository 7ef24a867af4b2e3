using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// Durations for the second-by-second record: each power of two in 4 buckets, half a KiB. The histograms of the metrics are eight times as
/// large; to look through those of a thousand servers every second would cost a hundredth of a processor by itself. That worker writes
/// with plain additions; any thread reads.
/// </summary>
public sealed class SecondTimes
{
    private const int DivisionBits = 2;

    public static readonly int Buckets = LogLinearBuckets.Count(DivisionBits);

    private readonly int[] counts = LastingMemory.Array<int>(Buckets);
    private long count;

    /// <summary>How many durations were recorded.</summary>
    public long Count => Volatile.Read(ref count);

    public ReadOnlySpan<int> Counts => counts;

    /// <summary>Where a duration is counted: found once for all who count it.</summary>
    public static int BucketOf(long nanoseconds) => LogLinearBuckets.IndexOf(nanoseconds, DivisionBits);

    public void Record(long nanoseconds) => Add(BucketOf(nanoseconds));

    /// <summary>One more duration in that bucket.</summary>
    public void Add(int bucket)
    {
        counts[bucket]++;
        count++;
    }

    /// <summary>First duration of a bucket, nanoseconds.</summary>
    public static long LowerBound(int bucket) => LogLinearBuckets.LowerBound(bucket, DivisionBits);

    /// <summary>First duration past a bucket, nanoseconds.</summary>
    public static long UpperBound(int bucket) => LogLinearBuckets.UpperBound(bucket, DivisionBits);
}
