using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Rates;

public sealed class RateLimitTableTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void EachKey_HasItsOwnBucket()
    {
        var table = new RateLimitTable(new TokenBucket(1, 2), 64);
        table.TryTake(1, Second).ShouldBe(0);
        table.TryTake(1, Second).ShouldBe(0);
        table.TryTake(1, Second).ShouldBe(Second);
        table.TryTake(2, Second).ShouldBe(0);
    }

    /// <summary>Against a dictionary without a bound: as long as the keys that spend at once fit, nobody gets more or less.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void KeysComeAndGo_DecisionsAreThoseOfATableWithoutABound(ulong seed)
    {
        var random = new SeededRandom(seed);
        var bucket = new TokenBucket(10, 3);
        var table = new RateLimitTable(bucket, 4_096);
        var model = new Dictionary<ulong, long>();
        long now = Second;
        for (int i = 0; i < 200_000; i++)
        {
            now += random.Next(200_000);
            ulong key = ByteHash.Mix(seed, (ulong)((i / 1_000 * 50) + random.Next(200)));
            long full = model.GetValueOrDefault(key);
            long expected = bucket.TryTake(ref full, now);
            model[key] = full;
            table.TryTake(key, now).ShouldBe(expected, $"seed {seed}, request {i}");
        }

        table.Displaced.ShouldBe(0);
        model.Count.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public void MoreKeysSpendThanFit_TheOneNearestToFullGoesAndIsCounted()
    {
        var table = new RateLimitTable(new TokenBucket(1, 10), 8);
        for (ulong key = 1; key <= 8; key++)
        {
            for (ulong i = 0; i < key; i++)
            {
                table.TryTake(key, Second);
            }
        }

        table.TryTake(9, Second).ShouldBe(0);
        table.Displaced.ShouldBe(1);
        int left = 0;
        while (table.TryTake(8, Second) == 0)
        {
            left++;
        }

        left.ShouldBe(2, "the greedy one kept its place");
    }

    /// <summary>Of a day a request and a burst of a million the time until a bucket is full is not counted in nanoseconds.</summary>
    [Fact]
    public void SlowestRateWithTheGreatestBurst_KeyThatLosesItsPlaceWhileItSpendsIsCounted()
    {
        var table = new RateLimitTable(new TokenBucket(1.0 / 86_400, 1_000_000), 8);
        for (ulong key = 1; key <= 9; key++)
        {
            table.TryTake(key, 3_600 * Second).ShouldBe(0);
        }

        table.Displaced.ShouldBe(1);
    }
}
