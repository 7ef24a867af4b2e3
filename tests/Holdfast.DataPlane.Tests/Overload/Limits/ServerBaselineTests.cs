using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class ServerBaselineTests
{
    private readonly ServerBaseline baseline = new(0);
    private readonly SeededRandom random = new(3);
    private long now;

    [Fact]
    public void FirstSamples_AreTakenAsTheyAre()
    {
        baseline.IsKnown.ShouldBeFalse();
        Feed(1.5, scatter: 0, seconds: 1);
        baseline.Value.ShouldBe(1.5, 0.01);
    }

    [Fact]
    public void ScatteredSamples_DoNotPullItDown()
    {
        for (int second = 0; second < 300; second++)
        {
            Feed(1, scatter: 1, seconds: 1);
        }

        baseline.Value.ShouldBe(1, 0.06);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public void AnotherSpeed_IsBelievedWithinSeconds(double speed)
    {
        for (int second = 0; second < 60; second++)
        {
            Feed(1, scatter: 0.5, seconds: 1);
        }

        for (int second = 0; second < 10; second++)
        {
            Feed(speed, scatter: 0.5, seconds: 1);
        }

        baseline.Value.ShouldBe(speed, 0.1 * speed);
    }

    [Fact]
    public void FewSamples_ChangeNothing()
    {
        baseline.Update(new SampleTotals { LowTimed = 5, LowTimeNanoseconds = 50, LowExpectedNanoseconds = 5, LowRatioSquares = 500 }, 1_000_000_000);
        baseline.Value.ShouldBe(1);
    }

    [Fact]
    public void Doubted_TakesTheNextSamplesInFull()
    {
        Feed(1, scatter: 0, seconds: 1);
        baseline.Doubt(2);
        baseline.Value.ShouldBe(1.7, 0.01);
        baseline.IsKnown.ShouldBeFalse();
        Feed(2, scatter: 0, seconds: 1);
        baseline.Value.ShouldBe(2, 0.05);
    }

    [Fact]
    public void RoutesWereRescaled_VerdictStays()
    {
        Feed(1.2, scatter: 0, seconds: 1);
        baseline.Rescale(0.5);
        baseline.Value.ShouldBe(0.6, 0.01);
    }

    private void Feed(double ratio, double scatter, int seconds)
    {
        now += seconds * 1_000_000_000L;
        var window = default(SampleTotals);
        for (int i = 0; i < 40; i++)
        {
            double sample = ratio * (1 + (scatter * ((2 * random.NextDouble()) - 1) * Math.Sqrt(3)));
            window.LowTimed++;
            window.LowTimeNanoseconds += (long)(sample * 1_000_000);
            window.LowExpectedNanoseconds += 1_000_000;
            window.LowRatioSquares += sample * sample;
        }

        baseline.Update(window, now);
    }
}
