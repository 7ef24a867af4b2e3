namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class LookDepthTests
{
    private const long Second = 1_000_000_000;

    private readonly LookDepth depth = new();
    private SampleTotals sum;

    [Fact]
    public void HalfIsAnsweredMuchQuicker_ItGoesOnWithHalfOfIt_UntilItIsNot()
    {
        depth.Begin(timeOverExpected: 1, mustDrain: false, sum, now: 0);

        Answer(20, ratio: 0.5);
        depth.GoesOn(sum, limit: 10).ShouldBeTrue();
        Answer(20, ratio: 0.25);
        depth.GoesOn(sum, limit: 5).ShouldBeTrue();
        Answer(20, ratio: 0.2);
        depth.GoesOn(sum, limit: 2).ShouldBeFalse();

        depth.Halvings.ShouldBe(2);
        depth.Begin(timeOverExpected: 1, mustDrain: false, sum, now: 0);
        depth.Halvings.ShouldBe(0);
    }

    [Theory]
    [InlineData(20, 0.75, 10, "a server that is filled as it should be has so much waiting in it")]
    [InlineData(7, 0.1, 10, "too few answers")]
    [InlineData(20, 0.1, 1, "less than one cannot be")]
    public void NothingIsWonByLess_ItIsOver(int answers, double ratio, int limit, string why)
    {
        depth.Begin(timeOverExpected: 1, mustDrain: false, sum, now: 0);
        Answer(answers, ratio);
        depth.GoesOn(sum, limit).ShouldBeFalse(why);
    }

    [Fact]
    public void AllCountAsLowUse_WhatWasSentBeforeIsLeftOut()
    {
        depth.Begin(timeOverExpected: 10, mustDrain: true, sum, now: 0);
        depth.IsDraining.ShouldBeTrue();
        Answer(20, ratio: 10);
        depth.EndsDraining(sum, inFlight: 11, limit: 10, now: Second).ShouldBeFalse();
        depth.EndsDraining(sum, inFlight: 10, limit: 10, now: Second).ShouldBeTrue();

        depth.IsDraining.ShouldBeFalse();
        Answer(20, ratio: 5);
        depth.GoesOn(sum, limit: 10).ShouldBeTrue("of the look alone it is half as much, with the others three quarters");
    }

    [Fact]
    public void RequestsTakeVeryLong_ItDoesNotWaitForThemForEver()
    {
        depth.Begin(timeOverExpected: 1, mustDrain: true, sum, now: 0);
        depth.EndsDraining(sum, inFlight: 20, limit: 10, now: (5 * Second) - 1).ShouldBeFalse();
        depth.EndsDraining(sum, inFlight: 20, limit: 10, now: 5 * Second).ShouldBeTrue();
    }

    private void Answer(int count, double ratio)
    {
        const long Expected = 20_000_000;
        sum.LowTimed += count;
        sum.LowExpectedNanoseconds += count * Expected;
        sum.LowTimeNanoseconds += (long)(count * ratio * Expected);
        sum.LowRatioSquares += count * ratio * ratio;
    }
}
