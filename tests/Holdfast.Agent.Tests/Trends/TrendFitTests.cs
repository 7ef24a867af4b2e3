using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Trends;

public class TrendFitTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Line_IsFoundAmongOutliers(ulong seed)
    {
        SeededRandom random = new(seed);
        TrendFit fit = TrendFit.Of([.. Enumerable.Range(0, 100).Select(step => new TrendPoint(step * 300, (step % 10 == 3 ? 50_000 : 0) + (2 * step * 300) + (100 * random.NextDouble())))]).ShouldNotBeNull();
        fit.PerSecond.ShouldBe(2, 0.02, $"seed {seed}");
        fit.Low.ShouldBeLessThan(2);
        fit.High.ShouldBeGreaterThan(1.99);
        fit.High.ShouldBeLessThan(2.1);
        fit.Span.ShouldBe(TimeSpan.FromSeconds(99 * 300));
    }

    [Theory]
    [InlineData(11UL)]
    [InlineData(12UL)]
    [InlineData(13UL)]
    public void Noise_HasNoSureSlope(ulong seed)
    {
        SeededRandom random = new(seed);
        TrendFit fit = TrendFit.Of([.. Enumerable.Range(0, 200).Select(step => new TrendPoint(step * 300, random.NextDouble()))]).ShouldNotBeNull();
        fit.Low.ShouldBeLessThan(0, $"seed {seed}");
        fit.High.ShouldBeGreaterThan(0, $"seed {seed}");
    }

    [Fact]
    public void TooFewPoints_HaveNone() => TrendFit.Of([new(0, 1), new(300, 2)]).ShouldBeNull();
}
