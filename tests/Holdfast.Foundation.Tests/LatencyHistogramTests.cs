namespace Holdfast.Foundation.Tests;

public class LatencyHistogramTests
{
    [Fact]
    public void Buckets_FollowEachOtherWithoutGap()
    {
        for (int bucket = 0; bucket < LatencyHistogram.BucketCount - 1; bucket++)
        {
            LatencyHistogram.UpperBound(bucket).ShouldBe(LatencyHistogram.LowerBound(bucket + 1));
            LatencyHistogram.IndexOf(LatencyHistogram.LowerBound(bucket)).ShouldBe(bucket);
            LatencyHistogram.IndexOf(LatencyHistogram.UpperBound(bucket) - 1).ShouldBe(bucket);
        }
    }

    [Fact]
    public void AnyDurationFromOneMicrosecondToOneHour_IsReportedWithinThreePercent()
    {
        for (double nanoseconds = 1024; nanoseconds < 3.6e12; nanoseconds *= 1.0071)
        {
            var histogram = new LatencyHistogram();
            histogram.Record((long)nanoseconds);
            histogram.Percentile(50).ShouldBe(nanoseconds, nanoseconds * 0.0321);
        }
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(long.MaxValue, LatencyHistogram.BucketCount - 1)]
    public void DurationOutsideTheRange_CountsInTheFirstOrLastBucket(long nanoseconds, int bucket)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(nanoseconds);
        histogram.CountOf(bucket).ShouldBe(1);
        histogram.Count.ShouldBe(1);
    }

    [Fact]
    public void Percentiles_AreThoseOfTheSortedList()
    {
        var random = new SeededRandom(9);
        var histogram = new LatencyHistogram();
        long[] durations = [.. Enumerable.Range(0, 20_000).Select(_ => 2000 + (long)(Math.Pow(random.NextDouble(), 4) * 5e9))];
        Array.ForEach(durations, histogram.Record);
        Array.Sort(durations);

        foreach (double percent in (double[])[1, 50, 90, 99, 99.9, 100])
        {
            double exact = durations[(int)Math.Ceiling(percent / 100 * durations.Length) - 1];
            histogram.Percentile(percent).ShouldBe(exact, exact * 0.0321, $"percentile {percent}, seed {random.Seed}");
        }

        histogram.Sum.ShouldBe(durations.Sum());
    }

    [Fact]
    public void Empty_HasPercentileZero() => new LatencyHistogram().Percentile(99).ShouldBe(0);

    [Fact]
    public void DifferenceOfTwoCopies_HoldsWhatCameBetween()
    {
        var live = new LatencyHistogram();
        var earlier = new LatencyHistogram();
        var later = new LatencyHistogram();
        live.Record(1_000_000);
        live.CopyTo(earlier);
        live.Record(8_000_000);
        live.CopyTo(later);
        later.Subtract(earlier);

        later.Count.ShouldBe(1);
        later.Sum.ShouldBe(8_000_000);
        later.Percentile(50).ShouldBe(8_000_000, 8_000_000 * 0.0321);
    }

    [Fact]
    public void Added_CountsBoth()
    {
        var first = new LatencyHistogram();
        var second = new LatencyHistogram();
        first.Record(5_000);
        second.Record(500_000);
        first.Add(second);
        first.Count.ShouldBe(2);
        first.CountAtOrBelow(100_000).ShouldBe(1);
        first.CountAtOrBelow(1_000_000).ShouldBe(2);
    }

    [Fact]
    public void Record_DoesNotAllocate()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long i = 0; i < 10_000; i++)
        {
            histogram.Record(i * 1000);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
