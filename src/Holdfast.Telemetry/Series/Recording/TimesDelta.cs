namespace Holdfast.Telemetry.Series;

/// <summary>The durations of one second. Scratch of the recorder's thread.</summary>
internal sealed class TimesDelta
{
    private readonly int[] counts = new int[SecondTimes.Buckets];

    public long Total { get; private set; }

    public void Clear()
    {
        if (Total > 0)
        {
            Array.Clear(counts);
            Total = 0;
        }
    }

    public void Add(int bucket, int count)
    {
        counts[bucket] += count;
        Total += count;
    }

    public void Add(TimesDelta other)
    {
        if (other.Total > 0)
        {
            for (int bucket = 0; bucket < counts.Length; bucket++)
            {
                counts[bucket] += other.counts[bucket];
            }

            Total += other.Total;
        }
    }

    /// <summary>Seconds that this share of the durations does not exceed, by straight line within the bucket; NaN when there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public double Percentile(double share)
    {
        if (Total == 0)
        {
            return double.NaN;
        }

        double rank = Math.Max(share * Total, 0.5);
        double seen = 0;
        int bucket = 0;
        while (seen + counts[bucket] < rank && bucket < counts.Length - 1)
        {
            seen += counts[bucket++];
        }

        double within = counts[bucket] == 0 ? 1 : (rank - seen) / counts[bucket];
        double lower = SecondTimes.LowerBound(bucket);
        return (lower + (within * (SecondTimes.UpperBound(bucket) - lower))) / 1e9;
    }
}
