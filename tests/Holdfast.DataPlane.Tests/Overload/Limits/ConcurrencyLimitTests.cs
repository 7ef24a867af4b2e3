namespace Holdfast.DataPlane.Tests.Overload.Limits;

/// <summary>The law against a server in closed form: knee places, every request takes 50 ms by itself.</summary>
public sealed class ConcurrencyLimitTests
{
    private const long Base = 50_000_000;
    private readonly ConcurrencyLimit law = new(LimitSettings.Default);

    [Theory]
    [InlineData(4)]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(1000)]
    public void SteadyLoad_SettlesJustAboveTheKnee(int knee)
    {
        Run(knee, windows: 60);
        law.Limit.ShouldBeInRange(knee, Math.Max(knee * 1.25, knee + 4));
    }

    [Fact]
    public void KneeFallsToAQuarter_IsFollowedWithinTenWindows()
    {
        Run(200, windows: 60);
        Run(50, windows: 10);
        law.Limit.ShouldBeInRange(50, 62.5);
        law.Reason.ShouldBe(LimitReason.Held);
    }

    [Fact]
    public void Drops_BrakeAtOnce()
    {
        Run(50, windows: 30);
        double before = law.Limit;
        law.Update(new LimitWindow(new SampleTotals { Answers = 90, Drops = 10, Timed = 100, TimeNanoseconds = 100 * Base, ServiceNanoseconds = 100 * Base, ExpectedNanoseconds = 100 * Base, RatioSquares = 100 }, 0.2, 50), 1, 50);
        law.Limit.ShouldBe(before * 0.7, 0.01);
        law.Reason.ShouldBe(LimitReason.Drops);
    }

    [Theory]
    [InlineData(20, 6, 0, 0, true)]
    [InlineData(20, 5, 0, 0, false)]
    [InlineData(5, 5, 0, 0, true)]
    [InlineData(5, 4, 0, 0, false)]
    [InlineData(20, 6, 0, 1, true)]
    [InlineData(20, 9, 0, 2, false)]
    [InlineData(150, 30, 0, 0, false)]
    [InlineData(20, 30, 25, 0, false)]
    public void WaitedForInVain_IsAShareOfWhatItMayHaveAndNeedsNoTwentySamples(double limit, int timeouts, int leavers, int answers, bool isInVain)
    {
        law.Restart(limit);
        law.IsInVain(new SampleTotals { Timeouts = timeouts, TimeoutsOfLeavers = leavers, Answers = answers, Timed = timeouts + answers }).ShouldBe(isInVain);
    }

    /// <summary>A route's first requests, of which nobody knows how long they take: that they were given up says nothing about the server.</summary>
    [Fact]
    public void GivenUpWithNothingExpected_IsNotInVain() => law.IsInVain(new SampleTotals { Timeouts = 30 }).ShouldBeFalse();

    [Fact]
    public void AllInVain_LimitFallsToATenth_AndIsHalfOfWhatItWasWithThreeQuickAnswers()
    {
        InVain();
        law.Limit.ShouldBe(2);
        law.Reason.ShouldBe(LimitReason.Drops);

        SampleTotals slow = new() { Answers = 3, Timed = 3, AnswerNanoseconds = 15 * Base, AnswerExpectedNanoseconds = 3 * Base };
        law.IsBack(slow).ShouldBeFalse();
        SampleTotals quick = slow with { AnswerNanoseconds = 3 * Base, TimeNanoseconds = 3 * Base, ExpectedNanoseconds = 3 * Base };
        law.IsBack(quick).ShouldBeTrue();
        law.Update(new LimitWindow(quick, 0.1, 2), 1, 2);
        law.Limit.ShouldBe(10);
        law.IsBack(quick).ShouldBeFalse();
    }

    private void InVain()
    {
        for (int window = 0; window < 4; window++)
        {
            law.Update(new LimitWindow(new SampleTotals { Timeouts = 6, Timed = 6, TimeNanoseconds = 96 * Base, ServiceNanoseconds = 96 * Base, ExpectedNanoseconds = 6 * Base, RatioSquares = 1536 }, 0.1, 6), 1, 6);
        }
    }

    [Fact]
    public void NotFull_StaysAsItIs()
    {
        law.Update(Window(5, 50), 1, 5);
        law.Limit.ShouldBe(20);
        law.Reason.ShouldBe(LimitReason.NotFull);
    }

    /// <summary>In force is a whole number: what lets one request in is full with one.</summary>
    [Theory]
    [InlineData(1.1)]
    [InlineData(1.3)]
    [InlineData(1.49)]
    public void BrakedToLittleMoreThanOne_OneInFlightIsFull_AndItGrows(double braked)
    {
        law.Restart(braked, isSettled: true);
        law.Update(Window(1, 50), 1, 1);
        law.Reason.ShouldBe(LimitReason.Rise);
        law.Limit.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void LongUnused_ComesDownToFiveTimesTheUse()
    {
        Run(400, windows: 60);
        law.Update(Window(8, 400), 1, 8);
        law.Limit.ShouldBe(40);
        law.Reason.ShouldBe(LimitReason.Unused);
    }

    [Fact]
    public void ChanceMayExplainIt_TheWindowGoesOn()
    {
        Run(50, windows: 30);
        // Above the band, but the samples scatter so much that it means nothing yet; then the same without scatter.
        SampleTotals samples = new() { Answers = 40, Timed = 40, TimeNanoseconds = 80 * Base, ServiceNanoseconds = 80 * Base, ExpectedNanoseconds = 40 * Base, RatioSquares = 2_000 };
        law.IsClear(new LimitWindow(samples, 0.2, 50), 1).ShouldBeFalse();
        samples.RatioSquares = 160;
        law.IsClear(new LimitWindow(samples, 0.2, 50), 1).ShouldBeTrue();
    }

    [Fact]
    public void ServerBecameSlowerByItself_BrakingIsFoundToBeInVain()
    {
        Run(200, windows: 60);
        bool found = false;
        for (int window = 0; window < 20 && !found; window++)
        {
            int limit = (int)Math.Round(law.Limit);
            law.Update(Window(limit, knee: 1000, slower: 2), 1, limit);
            found = law.WasBrakedInVain;
        }

        found.ShouldBeTrue();
    }

    [Fact]
    public void KneeFell_BrakingIsNotCalledVain()
    {
        Run(200, windows: 60);
        for (int window = 0; window < 20; window++)
        {
            Run(50, windows: 1);
            law.WasBrakedInVain.ShouldBeFalse();
        }
    }

    private void Run(int knee, int windows)
    {
        for (int window = 0; window < windows; window++)
        {
            int limit = (int)Math.Round(law.Limit);
            law.Update(Window(limit, knee), 1, limit);
        }
    }

    private static LimitWindow Window(int inFlight, int knee, double slower = 1)
    {
        double time = slower * Base * Math.Max(1, inFlight / (double)knee);
        long answers = (long)(inFlight / (time / 1e9) * 0.2);
        SampleTotals samples = new()
        {
            Answers = answers,
            Timed = answers,
            TimeNanoseconds = (long)(answers * time),
            ServiceNanoseconds = (long)(answers * time),
            ExpectedNanoseconds = answers * Base,
            RatioSquares = answers * (time / Base) * (time / Base),
        };
        return new LimitWindow(samples, 0.2, inFlight);
    }
}
