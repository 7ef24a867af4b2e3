namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class ServerBaselineTests
{
    private readonly ServerBaseline baseline = new(LimitSettings.Default, 0);
    private long now;

    [Fact]
    public void FirstSamples_AreTakenAsTheyAre()
    {
        Feed(1.5, mayRise: false);
        baseline.Value.ShouldBe(1.5, 0.001);
    }

    [Fact]
    public void FasterThanThought_FallsWithinAFewBlocks()
    {
        Feed(2, mayRise: false);
        for (int block = 0; block < 6; block++)
        {
            Feed(1, mayRise: false);
        }

        baseline.Value.ShouldBe(1, 0.05);
    }

    [Fact]
    public void SteadilyOverloaded_DoesNotRise()
    {
        Feed(1, mayRise: false);
        for (int block = 0; block < 1000; block++)
        {
            Feed(3, mayRise: false);
        }

        baseline.Value.ShouldBe(1);
    }

    [Fact]
    public void SlowerAndElastic_RisesWithinAMinute()
    {
        Feed(1, mayRise: false);
        for (int second = 0; second < 60; second++)
        {
            Feed(2, mayRise: true);
        }

        baseline.Value.ShouldBeGreaterThan(1.9);
    }

    [Fact]
    public void RoutesWereRescaled_VerdictStays()
    {
        Feed(1.2, mayRise: false);
        baseline.Rescale(0.5);
        baseline.Value.ShouldBe(0.6, 0.001);
    }

    private void Feed(double ratio, bool mayRise)
    {
        now += 1_000_000_000;
        baseline.Update(new SampleTotals { LowTimed = 40, LowTimeNanoseconds = (long)(40_000 * ratio), LowExpectedNanoseconds = 40_000 }, mayRise, now);
    }
}
