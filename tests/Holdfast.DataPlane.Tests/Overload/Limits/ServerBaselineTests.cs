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
        baseline.Doubt(2, now);
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

    [Fact]
    public void SpellIsOver_OneWindowOfQuickAnswersBringsBackWhatItWasBefore()
    {
        Settle(1);
        Settle(10);
        baseline.LowerIfRefuted(Answers(2, count: 40), inFlight: 10, now).ShouldBeTrue();
        baseline.Value.ShouldBe(1, 0.02);
        baseline.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void SpellWithoutABefore_OneWindowOfQuickAnswersIsTheMostThatItTakes()
    {
        Settle(10);
        baseline.LowerIfRefuted(Answers(2, count: 40), inFlight: 10, now).ShouldBeTrue();
        // Those in flight may still take ten.
        baseline.Value.ShouldBe(((40 * 2) + (10 * 10)) / 50.0, 0.1);
    }

    [Fact]
    public void SlowForLongerThanASpell_WhatWasBeforeIsForgotten()
    {
        Settle(1);
        Settle(10);
        now += 301_000_000_000;
        baseline.LowerIfRefuted(Answers(2, count: 40), inFlight: 0, now).ShouldBeTrue();
        baseline.Value.ShouldBe(2, 0.1);
    }

    [Theory]
    [InlineData(9, 40, 0)]
    [InlineData(2, 40, 80)]
    [InlineData(2, 19, 0)]
    public void AnswersThatLeaveItOpen_ChangeNothing(double ratio, int count, int inFlight)
    {
        Settle(1);
        Settle(10);
        double before = baseline.Value;
        baseline.LowerIfRefuted(Answers(ratio, count), inFlight, now).ShouldBeFalse();
        baseline.Value.ShouldBe(before);
    }

    [Fact]
    public void NothingMeasuredYet_QuickAnswersChangeNothing() => baseline.LowerIfRefuted(Answers(0.1, count: 40), inFlight: 0, now).ShouldBeFalse();

    [Fact]
    public void RoutesWereRescaled_WhatWasBeforeGoesWithThem()
    {
        Settle(1);
        Settle(10);
        baseline.Rescale(0.5);
        baseline.LowerIfRefuted(Answers(1, count: 40), inFlight: 0, now).ShouldBeTrue();
        baseline.Value.ShouldBe(0.5, 0.02);
    }

    private void Settle(double ratio)
    {
        for (int second = 0; second < 5; second++)
        {
            Feed(ratio, scatter: 0, seconds: 1);
        }
    }

    private static SampleTotals Answers(double ratio, int count) => new()
    {
        Timed = count,
        TimeNanoseconds = (long)(count * ratio * 1_000_000),
        ExpectedNanoseconds = count * 1_000_000L,
        RatioSquares = count * ratio * ratio,
    };

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
