namespace Holdfast.DataPlane.Tests.Overload.Restoration;

public sealed class RestorationRampTests
{
    private const long Tick = 50_000_000;
    private const long Second = 1_000_000_000;

    private readonly RestorationRamp ramp = new();
    private long now = 100 * Second;

    [Fact]
    public void NothingToRestore_HasNoCap()
    {
        ramp.Cap.ShouldBe(RestorationRamp.NoCap);
        Pass(1, good: 5).ShouldBe(RampStep.Idle);
    }

    [Fact]
    public void GoodAnswers_ATenthAtOnceAndAllWithinTenSeconds()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        ramp.Cap.ShouldBe(20);
        Pass(5, good: 2).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBeInRange(100, 125);
        Pass(5, good: 2).ShouldBe(RampStep.Arrived);
        ramp.Cap.ShouldBe(RestorationRamp.NoCap);
    }

    [Fact]
    public void StoodStillWithItsPool_IsNotRestored()
    {
        ramp.Begin(200, RestorationPace.AtOnce, now);
        ramp.Cap.ShouldBe(RestorationRamp.NoCap);
        Pass(1, good: 5).ShouldBe(RampStep.Idle);
    }

    [Fact]
    public void LimitRisesOnTheWay_ItsShareIsOfTheNewOne()
    {
        ramp.Begin(2, RestorationPace.Gradual, now);
        Pass(4.5, good: 2);
        ramp.Cap.ShouldBe(1);
        ramp.Raise(20);
        ramp.Cap.ShouldBeInRange(10, 11);
        ramp.Raise(10);
        ramp.Cap.ShouldBeInRange(10, 11, "a limit that falls binds by itself");
    }

    [Fact]
    public void AfterAnOutageOfAll_EverythingIsBackWithinTwoAndAHalfSeconds()
    {
        ramp.Begin(200, RestorationPace.Doubling, now);
        int[] caps = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            int cap = ramp.Cap;
            Pass(0.5, good: 2);
            return cap;
        })];
        caps.ShouldBe([20, 40, 80, 160]);
        ramp.IsActive.ShouldBeFalse();
    }

    [Fact]
    public void AskedAndNoAnswers_NoAdvanceHoweverMuchTimePasses()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(60, good: 0, awaiting: 1).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBe(20, "time alone proves nothing of a server that owes an answer");
        Pass(0.5, good: 1);
        ramp.Cap.ShouldBe(30);
    }

    [Theory]
    [InlineData(RestorationPace.Gradual, 16, 20)]
    [InlineData(RestorationPace.Doubling, 3, 4.5)]
    public void NobodyAsks_AllIsBackInTwiceTheTime(RestorationPace pace, double notYet, double atLast)
    {
        ramp.Begin(200, pace, now);
        Pass(notYet, good: 0).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBeLessThan(200);
        Pass(atLast - notYet, good: 0).ShouldBe(RampStep.Arrived);
        ramp.IsActive.ShouldBeFalse();
    }

    [Fact]
    public void AskedOnceInASecond_EachQuietSecondBeginsAnew()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        for (int i = 0; i < 20; i++)
        {
            Pass(0.5, good: 0, awaiting: 1);
            Pass(0.5, good: 0);
        }

        ramp.Cap.ShouldBe(20, "whoever leaves before the answer is no sign that it is well");
    }

    [Fact]
    public void QuietAfterABadWindow_IsNotForgiven()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(2, good: 2);
        Pass(0.5, good: 2, bad: 1).ShouldBe(RampStep.Climbing);
        Pass(8, good: 0).ShouldBe(RampStep.Climbing);
        Pass(0.5, good: 2, bad: 1).ShouldBe(RampStep.Failed);
    }

    [Fact]
    public void NobodyLookedForALongTime_IsOneWindowOnly()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        now += 30 * Second;
        ramp.Observe(100, 0, 0, 1, now).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBe(30);
    }

    [Fact]
    public void BadWindow_HalvesAndHoldsOneWindow()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(3.5, good: 2);
        int before = ramp.Cap;
        Pass(0.5, good: 2, bad: 1).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBe(before / 2);
        Pass(0.5, good: 2);
        ramp.Cap.ShouldBe(before / 2, "it holds");
        Pass(0.5, good: 2);
        ramp.Cap.ShouldBeGreaterThan(before / 2);
    }

    [Fact]
    public void SecondBadWindow_FailsAndHasTheLeastShare()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(2, good: 2);
        Pass(0.5, good: 2, bad: 1).ShouldBe(RampStep.Climbing);
        Pass(1, good: 2);
        ramp.Setbacks.ShouldBe(1);
        Pass(0.5, good: 2, bad: 1).ShouldBe(RampStep.Failed);
        ramp.Setbacks.ShouldBe(2);
        ramp.Cap.ShouldBe(10, "until somebody puts it out, and longer where nobody may");
    }

    [Fact]
    public void FailedAndKept_ClimbsAgainByGoodAnswersOnly()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(2, good: 2);
        Pass(1, good: 0, bad: 1).ShouldBe(RampStep.Failed);
        Pass(5, good: 0, bad: 1).ShouldBe(RampStep.Failed, "whoever may put it out now is asked again");
        ramp.Cap.ShouldBe(10);
        Pass(5, good: 2).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBeInRange(90, 110);
        Pass(6, good: 2).ShouldBe(RampStep.Arrived);
    }

    [Fact]
    public void BadWindowsFarApart_AreForgiven()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(2, good: 2);
        Pass(0.5, good: 2, bad: 1);
        Pass(4, good: 2);
        Pass(0.5, good: 2, bad: 1).ShouldBe(RampStep.Climbing);
    }

    [Fact]
    public void OneFailureByChance_OnlyHolds()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        Pass(2, good: 1);
        int before = ramp.Cap;
        ramp.Observe(5, 1, 0, 1, now);
        Pass(0.5, good: 1).ShouldBe(RampStep.Climbing);
        ramp.Cap.ShouldBe(before);
    }

    [Fact]
    public void AsBadAsItsPeers_IsNotItsFault()
    {
        ramp.Begin(200, RestorationPace.Gradual, now);
        for (int i = 0; i < 250; i++)
        {
            now += Tick;
            ramp.Observe(8, 2, 0, 0.8, now).ShouldNotBe(RampStep.Failed);
        }

        ramp.IsActive.ShouldBeFalse("a fifth fails everywhere: it has arrived like any other");
    }

    [Fact]
    public void SmallLimits_StillGetOneRequest()
    {
        ramp.Begin(3, RestorationPace.Gradual, now);
        ramp.Cap.ShouldBe(1);
    }

    /// <summary>With each tick, so many good and bad results; the last step that was not Climbing, or Climbing.</summary>
    private RampStep Pass(double seconds, long good, long bad = 0, int awaiting = 0)
    {
        RampStep last = RampStep.Climbing;
        for (long end = now + (long)(seconds * Second); now < end;)
        {
            now += Tick;
            RampStep step = ramp.Observe(good, bad, awaiting, 1, now);
            last = step is RampStep.Climbing || (step is RampStep.Idle && last != RampStep.Climbing) ? last : step;
        }

        return last;
    }
}
