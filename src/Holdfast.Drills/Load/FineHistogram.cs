using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// Durations from 1 us to 1 h to three digits (each power of two is cut into 512), for figures that people compare between runs; the
/// one of Holdfast.Foundation is 32 times smaller and made for every second of every server. 128 KiB; one writer.
/// </summary>
public sealed class FineHistogram
{
    private const int DivisionBits = 9;

    /// <summary>The first holds everything below 1 us, the last everything from its lower bound on.</summary>
    public const int BucketCount = 1 + (LogLinearBuckets.Powers << DivisionBits);

    private readonly long[] counts = new long[BucketCount];
    private double sum;

    public long Count { get; private set; }

    /// <summary>Longest, nanoseconds; exact.</summary>
    public long Maximum { get; private set; }

    /// <summary>Shortest, nanoseconds; exact; 0 when there are none.</summary>
    public long Minimum { get; private set; }

    /// <summary>Nanoseconds; 0 when there are none.</summary>
    public double Mean => Count == 0 ? 0 : sum / Count;

    public void Record(long nanoseconds)
    {
        counts[IndexOf(nanoseconds)]++;
        sum += nanoseconds;
        Maximum = Math.Max(Maximum, nanoseconds);
        Minimum = Count == 0 ? nanoseconds : Math.Min(Minimum, nanoseconds);
        Count++;
    }

    public void Add(FineHistogram other)
    {
        if (other.Count == 0)
        {
            return;
        }

        for (int bucket = 0; bucket < BucketCount; bucket++)
        {
            counts[bucket] += other.counts[bucket];
        }

        Minimum = Count == 0 ? other.Minimum : Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        sum += other.sum;
        Count += other.Count;
    }

    public long CountOf(int bucket) => counts[bucket];

    /// <summary>The duration that this share of the records does not exceed, nanoseconds; 0 when there are none.</summary>
    /// <param name="percent">0 to 100, for example 99.9; 100 is the maximum.</param>
    public double Percentile(double percent)
    {
        if (Count == 0)
        {
            return 0;
        }

        long rank = Math.Clamp((long)Math.Ceiling(percent / 100 * Count), 1, Count);
        long seen = 0;
        int bucket = 0;
        while ((seen += counts[bucket]) < rank)
        {
            bucket++;
        }

        // The middle of a bucket may lie past the longest that there was.
        return Math.Clamp((LowerBound(bucket) + UpperBound(bucket)) / 2.0, Minimum, Maximum);
    }

    public long CountAtOrBelow(long nanoseconds)
    {
        long seen = 0;
        for (int bucket = 0; bucket < BucketCount && UpperBound(bucket) <= nanoseconds; bucket++)
        {
            seen += counts[bucket];
        }

        return seen;
    }

    /// <summary>First duration of a bucket, nanoseconds.</summary>
    public static long LowerBound(int bucket) => LogLinearBuckets.LowerBound(bucket, DivisionBits);

    /// <summary>First duration past a bucket, nanoseconds.</summary>
    public static long UpperBound(int bucket) => LogLinearBuckets.UpperBound(bucket, DivisionBits);

    private static int IndexOf(long nanoseconds) => LogLinearBuckets.IndexOf(nanoseconds, DivisionBits);
}
