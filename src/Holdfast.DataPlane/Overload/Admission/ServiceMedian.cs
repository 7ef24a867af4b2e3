using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The median of how long a pool's requests hold their slots, old ones fading with a time constant of some seconds. Not the mean: a few
/// exports of a minute among pages of 10 ms would make everybody wait for seconds before anybody is refused. Control loop only.
/// </summary>
internal sealed class ServiceMedian
{
    // For each tick of 100 ms: 5 s.
    private const double Kept = 0.98;
    private const double FewestSamples = 10;

    private readonly long[] sums = new long[PoolSamples.ServiceBuckets];
    private readonly long[] before = new long[PoolSamples.ServiceBuckets];
    private readonly double[] fading = new double[PoolSamples.ServiceBuckets];

    /// <summary>0 while too few are known.</summary>
    public long Nanoseconds { get; private set; }

    public void Update(PoolSamples[] samples)
    {
        Array.Clear(sums);
        foreach (PoolSamples each in samples)
        {
            each.AddServices(sums);
        }

        long added = 0;
        for (int bucket = 0; bucket < sums.Length; bucket++)
        {
            added += sums[bucket] - before[bucket];
        }

        // What is long ago is better than nothing: without answers nothing fades.
        if (added == 0)
        {
            return;
        }

        double total = 0;
        for (int bucket = 0; bucket < sums.Length; bucket++)
        {
            fading[bucket] = (fading[bucket] * Kept) + sums[bucket] - before[bucket];
            total += fading[bucket];
            before[bucket] = sums[bucket];
        }

        if (total >= FewestSamples || Nanoseconds > 0)
        {
            Nanoseconds = Middle(total / 2);
        }
    }

    private long Middle(double half)
    {
        int bucket = 0;
        while (bucket < fading.Length - 1 && fading[bucket] < half)
        {
            half -= fading[bucket++];
        }

        // As if those of a bucket were spread evenly over it.
        long low = LogLinearBuckets.LowerBound(bucket, PoolSamples.ServiceBits);
        long high = LogLinearBuckets.UpperBound(bucket, PoolSamples.ServiceBits);
        return low + (long)((high - low) * Math.Clamp(half / Math.Max(fading[bucket], 1e-9), 0, 1));
    }
}
