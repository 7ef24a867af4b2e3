namespace Holdfast.Telemetry.Series;

/// <summary>The durations of one second. Scratch of the recorder's thread.</summary>
internal sealed class TimesDelta
{
    private readonly ArraySegment<int> slots = Slab.Of<int>(SecondTimes.Buckets);

    private Span<int> Counts => slots;

    public long Total { get; private set; }

    public void Clear()
    {
        if (Total > 0)
        {
            Counts.Clear();
            Total = 0;
        }
    }

    public void Add(int bucket, int count)
    {
        Counts[bucket] += count;
        Total += count;
    }

    public void Add(TimesDelta other)
    {
        if (other.Total > 0)
        {
            Span<int> counts = Counts;
            Span<int> others = other.Counts;
            for (int bucket = 0; bucket < counts.Length; bucket++)
            {
                counts[bucket] += others[bucket];
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

        ReadOnlySpan<int> counts = Counts;
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
