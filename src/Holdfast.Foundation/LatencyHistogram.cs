namespace Holdfast.Foundation;

/// <summary>
/// Durations from 1 us to 1 h in log-linear buckets: each power of two is cut into 16, so an answer (the middle of a bucket) is at
/// most 1/32, about 3 %, off. 4 KiB, no allocation after construction. One writer with plain additions; any thread may read or
/// copy: it sees each counter whole, and at worst misses the newest records.
/// </summary>
public sealed class LatencyHistogram
{
    private const int DivisionBits = 4;

    /// <summary>The first holds everything below 1 us, the last everything from its lower bound on.</summary>
    public const int BucketCount = 1 + (LogLinearBuckets.Powers << DivisionBits);

    private readonly long[] counts;
    private long count;
    private long sum;

    /// <param name="isLasting">It lives as long as what it is about, and lies where no collection moves it.</param>
    public LatencyHistogram(bool isLasting = false) => counts = isLasting ? LastingMemory.Array<long>(BucketCount) : new long[BucketCount];

    /// <summary>How many durations were recorded.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>Their sum, nanoseconds; exact, for averages.</summary>
    public long Sum => Volatile.Read(ref sum);

    public void Record(long nanoseconds)
    {
        counts[IndexOf(nanoseconds)]++;
        sum += Math.Max(0, nanoseconds);
        count++;
    }

    public long CountOf(int bucket) => Volatile.Read(ref counts[bucket]);

    /// <summary>Adds another one's records to this one's; this one's writer only.</summary>
    public void Add(LatencyHistogram other) => Combine(other, 1);

    /// <summary>Takes an earlier copy's records away: what is left was recorded since. This one's writer only.</summary>
    public void Subtract(LatencyHistogram earlier) => Combine(earlier, -1);

    /// <summary>Makes the destination equal to this one.</summary>
    public void CopyTo(LatencyHistogram destination)
    {
        destination.Reset();
        destination.Add(this);
    }

    public void Reset()
    {
        Array.Clear(counts);
        count = sum = 0;
    }

    /// <summary>The duration that this share of the records does not exceed, nanoseconds; 0 when there are none.</summary>
    /// <param name="percent">0 to 100, for example 99.9.</param>
    public double Percentile(double percent)
    {
        long total = Total();
        if (total == 0)
        {
            return 0;
        }

        // The nearest rank: the smallest bucket at or below which at least that share lies.
        long rank = Math.Clamp((long)Math.Ceiling(percent / 100 * total), 1, total);
        long seen = 0;
        int bucket = 0;
        while ((seen += CountOf(bucket)) < rank && bucket < BucketCount - 1)
        {
            bucket++;
        }

        return (LowerBound(bucket) + UpperBound(bucket)) / 2.0;
    }

    /// <summary>Records in buckets that end at or below the duration: cumulative counts for exposition.</summary>
    public long CountAtOrBelow(long nanoseconds)
    {
        long seen = 0;
        for (int bucket = 0; bucket < BucketCount && UpperBound(bucket) <= nanoseconds; bucket++)
        {
            seen += CountOf(bucket);
        }

        return seen;
    }

    /// <summary>First duration of a bucket, nanoseconds.</summary>
    public static long LowerBound(int bucket) => LogLinearBuckets.LowerBound(bucket, DivisionBits);

    /// <summary>First duration past a bucket, nanoseconds.</summary>
    public static long UpperBound(int bucket) => LogLinearBuckets.UpperBound(bucket, DivisionBits);

    internal static int IndexOf(long nanoseconds) => LogLinearBuckets.IndexOf(nanoseconds, DivisionBits);

    private void Combine(LatencyHistogram other, int sign)
    {
        // The count is taken from the buckets that were read, so that a copy made while the writer runs agrees with itself.
        long read = 0;
        long otherSum = other.Sum;
        for (int bucket = 0; bucket < BucketCount; bucket++)
        {
            long value = other.CountOf(bucket);
            counts[bucket] += sign * value;
            read += value;
        }

        count += sign * read;
        sum += sign * otherSum;
    }

    private long Total()
    {
        long total = 0;
        for (int bucket = 0; bucket < BucketCount; bucket++)
        {
            total += CountOf(bucket);
        }

        return total;
    }
}
