using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Rates;

public sealed class TokenBucketTests
{
    private const long Second = 1_000_000_000;

    // A day a request and a burst of a million are counted in 64 nanoseconds.
    private const long CoarsestUnit = 64;

    [Fact]
    public void Burst_IsAllowedAtOnceAndThenTheRate()
    {
        var bucket = new TokenBucket(10, burst: 5);
        long full = 0;
        long now = 100 * Second;
        for (int i = 0; i < 5; i++)
        {
            bucket.TryTake(ref full, now).ShouldBe(0);
        }

        bucket.TryTake(ref full, now).ShouldBe(Second / 10);
        bucket.TryTake(ref full, now + (Second / 10) - 1).ShouldBe(1);
        bucket.TryTake(ref full, now + (Second / 10)).ShouldBe(0);
        bucket.TryTake(ref full, now + (Second / 10)).ShouldBe(Second / 10);
    }

    [Fact]
    public void LongPause_IsWorthOneBurstOnly()
    {
        var bucket = new TokenBucket(10, burst: 5);
        long full = 0;
        Take(bucket, ref full, Second, 5).ShouldBe(5);
        Take(bucket, ref full, 1_000 * Second, 100).ShouldBe(5);
    }

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 100, 200)]
    [InlineData(3, 33_333, 1)]
    [InlineData(4, 1_000_000, 5)]
    public void RandomRequests_NeverMoreThanBurstAndRateInAnyTime(ulong seed, double rate, int burst)
    {
        var random = new SeededRandom(seed);
        var bucket = new TokenBucket(rate, burst);
        var taken = new List<long>();
        long full = 0;
        long now = Second;
        for (int i = 0; i < 5_000; i++)
        {
            now += (long)(random.NextDouble() * Second / rate);
            if (bucket.TryTake(ref full, now) == 0)
            {
                taken.Add(now);
            }
        }

        for (int first = 0; first < taken.Count; first += 7)
        {
            for (int last = first; last < taken.Count; last += 11)
            {
                // Between two that were taken, both counted. Intervals are whole nanoseconds.
                double allowed = burst + ((taken[last] - taken[first]) * rate * 1.001 / Second);
                (last - first + 1).ShouldBeLessThanOrEqualTo((int)allowed + 1, $"seed {seed}");
            }
        }

        // It gives what it may: requests come at twice the rate, but without a burst a gap is lost.
        ((double)taken.Count).ShouldBeInRange(burst == 1 ? 1_700 : 2_400, 2_700 + burst);
    }

    [Theory]
    [InlineData(1.0 / 86_400, 200_000)]
    [InlineData(0.999 / 86_400, 1_000_000)]
    [InlineData(1.0 / 86_400, 106_752)]
    [InlineData(1.0 / 3_600, 1_000_000)]
    [InlineData(10_000_000, 1_000_000)]
    [InlineData(10_000_000, 1)]
    public void EdgeOfWhatConfigurationsMaySay_BurstAndRateHold(double rate, int burst) => ShouldHold(rate, burst, 3_600 * Second, "the edge");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyRateAndBurstThatConfigurationsMaySay_Hold(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (int round = 0; round < 100; round++)
        {
            double rate = Math.Pow(10, -4.93 + (random.NextDouble() * 11.93));
            int burst = (int)Math.Pow(10, random.NextDouble() * 6);
            // A machine that has just started, up to one that has run for thirty years.
            long now = (long)Math.Pow(10, random.NextDouble() * 18);
            ShouldHold(rate, burst, now, $"seed {seed}, round {round}: {rate}/s, burst {burst} at {now} ns");
        }
    }

    [Fact]
    public void ManyThreads_TakeNoMoreThanThereIs()
    {
        var bucket = new TokenBucket(1, burst: 10_000);
        long full = 0;
        int taken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                if (bucket.TryTake(ref full, Second) == 0)
                {
                    Interlocked.Increment(ref taken);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        taken.ShouldBe(10_000);
    }

    private static void ShouldHold(double rate, int burst, long now, string why)
    {
        var bucket = new TokenBucket(rate, burst);
        long full = 0;
        Take(bucket, ref full, now, burst).ShouldBe(burst, why);
        bucket.IsFull(full, now).ShouldBeFalse(why);
        long wait = bucket.TryTake(ref full, now);
        // A gap between two, as far as whole nanoseconds say it.
        ((double)wait).ShouldBeInRange((1e9 / rate) - CoarsestUnit, (1e9 / rate) + CoarsestUnit, why);
        bucket.TryTake(ref full, now + wait - CoarsestUnit).ShouldBeGreaterThan(0, why);
        bucket.TryTake(ref full, now + wait).ShouldBe(0, why);
        bucket.TryTake(ref full, now + wait).ShouldBeGreaterThan(0, why);
        bucket.GiveBack(ref full);
        bucket.TryTake(ref full, now + wait).ShouldBe(0, why);
    }

    private static int Take(TokenBucket bucket, ref long full, long now, int count)
    {
        int taken = 0;
        for (int i = 0; i < count; i++)
        {
            taken += bucket.TryTake(ref full, now) == 0 ? 1 : 0;
        }

        return taken;
    }
}
