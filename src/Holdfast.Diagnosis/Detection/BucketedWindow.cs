namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Bad and all requests of a long window and of its last twelfth, in sixty buckets: an hour costs as little memory as a minute.
/// What lies before the first second counts as good traffic at the same rate, so that a young gateway is no more nervous than an old one.
/// </summary>
internal sealed class BucketedWindow(int seconds)
{
    private const int Buckets = 60;
    private const int ShortBuckets = Buckets / 12;

    private readonly int bucketSeconds = seconds / Buckets;
    private readonly Rolling bad = new(Buckets);
    private readonly Rolling all = new(Buckets);
    private readonly Rolling recentBad = new(ShortBuckets);
    private readonly Rolling recentAll = new(ShortBuckets);
    private int secondsInBucket;
    private int secondsSeen;
    private double badInBucket;
    private double allInBucket;

    /// <summary>In the buckets that are complete and the one that fills.</summary>
    public double Bad => bad.Sum + badInBucket;

    public double All => all.Sum + allInBucket;

    /// <summary>In the last twelfth.</summary>
    public double ShortBad => recentBad.Sum + badInBucket;

    public double LongRatio => Ratio(Bad, All * seconds / Math.Clamp(secondsSeen, 1, seconds));

    public double ShortRatio => Ratio(ShortBad, recentAll.Sum + allInBucket);

    public void Add(double badCount, double allCount)
    {
        badInBucket += badCount;
        allInBucket += allCount;
        secondsSeen = Math.Min(secondsSeen + 1, seconds);
        if (++secondsInBucket == bucketSeconds)
        {
            bad.Add(badInBucket);
            all.Add(allInBucket);
            recentBad.Add(badInBucket);
            recentAll.Add(allInBucket);
            (secondsInBucket, badInBucket, allInBucket) = (0, 0, 0);
        }
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
