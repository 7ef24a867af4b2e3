using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

public class FineHistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Percentiles_AreExactToThreeDigits(ulong seed)
    {
        SeededRandom random = new(seed);
        FineHistogram histogram = new();
        List<long> values = [];
        for (int i = 0; i < 20_000; i++)
        {
            long value = (long)(2_000 * Math.Exp(random.NextDouble() * 15));
            values.Add(value);
            histogram.Record(value);
        }

        values.Sort();
        foreach (double percent in (double[])[0.1, 1, 50, 90, 99, 99.9, 100])
        {
            double exact = values[(int)Math.Ceiling(percent / 100 * values.Count) - 1];
            histogram.Percentile(percent).ShouldBe(exact, (exact * 0.001) + 1, $"seed {seed}, p{percent}");
        }

        histogram.Mean.ShouldBe(values.Average(), values.Average() * 1e-9);
        (histogram.Minimum, histogram.Maximum).ShouldBe((values[0], values[^1]));
    }

    [Fact]
    public void Sum_IsWhatOneHistogramWouldHaveSeen()
    {
        FineHistogram left = new();
        FineHistogram right = new();
        FineHistogram both = new();
        for (int i = 1; i <= 1000; i++)
        {
            (i % 3 == 0 ? left : right).Record(i * 10_000);
            both.Record(i * 10_000);
        }

        FineHistogram sum = new();
        sum.Add(left);
        sum.Add(right);
        sum.Add(new FineHistogram());
        (sum.Count, sum.Minimum, sum.Maximum, sum.Percentile(37)).ShouldBe((both.Count, both.Minimum, both.Maximum, both.Percentile(37)));
        ((double)sum.CountAtOrBelow(5_000_000)).ShouldBe(500, 3);
    }

    [Fact]
    public void Buckets_FollowEachOtherWithoutGap()
    {
        for (int bucket = 1; bucket < FineHistogram.BucketCount; bucket++)
        {
            FineHistogram.LowerBound(bucket).ShouldBe(FineHistogram.UpperBound(bucket - 1));
        }

        new FineHistogram().Percentile(99).ShouldBe(0);
    }
}
