namespace Holdfast.Foundation.Tests;

public class SeededRandomTests
{
    // From the authors' C code (xoshiro256** filled by SplitMix64 with 42), computed apart from ours.
    private static readonly ulong[] FirstOfSeed42 = [0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0xecb8ad4703b360a1];

    [Fact]
    public void KnownSeed_GivesThePublishedSequence()
    {
        var random = new SeededRandom(42);
        FirstOfSeed42.Select(_ => random.NextUInt64()).ShouldBe(FirstOfSeed42);
    }

    [Fact]
    public void BoundedNumbers_AreEquallyLikely()
    {
        var random = new SeededRandom(7);
        const int draws = 300_000;
        // Three quarters of 2^31 is a bound for which a plain modulo would favour the low third by a factor of two.
        const int bound = 0x6000_0000;
        int low = Enumerable.Range(0, draws).Count(_ => random.Next(bound) < bound / 3);

        // Binomial: mean 100,000, sigma 258; 5 sigma.
        low.ShouldBeInRange(100_000 - 1_300, 100_000 + 1_300, $"seed {random.Seed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void BoundedNumbers_ReachEveryValueBelowTheBoundAndNoOther(int bound)
    {
        var random = new SeededRandom(11);
        Enumerable.Range(0, 1000).Select(_ => random.Next(bound)).Distinct().Order().ShouldBe(Enumerable.Range(0, bound));
    }

    [Fact]
    public void Doubles_LieBetweenZeroAndOneWithTheMeanInTheMiddle()
    {
        var random = new SeededRandom(5);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];
        drawn.Min().ShouldBeGreaterThanOrEqualTo(0);
        drawn.Max().ShouldBeLessThan(1);
        drawn.Average().ShouldBe(0.5, 0.005);
    }

    [Fact]
    public void Fork_IsUnrelatedToWhatTheParentDrawsAfterwards()
    {
        var first = new SeededRandom(3);
        var second = new SeededRandom(3);
        SeededRandom firstPart = first.Fork();
        SeededRandom secondPart = second.Fork();
        first.NextUInt64();

        firstPart.NextUInt64().ShouldBe(secondPart.NextUInt64());
        firstPart.NextUInt64().ShouldNotBe(first.NextUInt64());
    }

    [Fact]
    public void BoundOfZero_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => new SeededRandom(1).Next(0));
}
