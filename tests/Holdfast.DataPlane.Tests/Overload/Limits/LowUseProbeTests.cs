namespace Holdfast.DataPlane.Tests.Overload.Limits;

public class LowUseProbeTests
{
    private const long Millisecond = 1_000_000;
    private const long Begun = 1_000_000_000;
    private const long Until = Begun + (200 * Millisecond);
    private const double Mean = 50 * Millisecond;

    private readonly LowUseProbe probe = new(LimitSettings.Default);

    [Fact]
    public void EnoughWasSent_ItSettlesForTwoServiceTimes_ThenIsOver()
    {
        probe.Begin(Begun, Until);

        Follow(30, Until).ShouldBeFalse();
        probe.IsSettling.ShouldBeTrue();
        Follow(30, Until + (99 * Millisecond)).ShouldBeFalse();
        Follow(30, Until + (100 * Millisecond)).ShouldBeTrue();

        (probe.IsOn, probe.IsSettling, probe.LastNanoseconds).ShouldBe((false, false, Begun));
    }

    [Fact]
    public void BeforeItsTime_ItGoesOn_HoweverMuchWasSent()
    {
        probe.Begin(Begun, Until);
        Follow(1_000, Until - Millisecond).ShouldBeFalse();
        (probe.IsOn, probe.IsSettling).ShouldBe((true, false));
    }

    [Theory]
    [InlineData(false, 800)]
    [InlineData(true, 5_000)]
    public void TooLittleWasSent_ItGoesOnAWhile(bool isLong, long extraMilliseconds)
    {
        probe.Begin(Begun, Until);
        Follow(29, Until + ((extraMilliseconds - 1) * Millisecond), isLong);
        probe.IsSettling.ShouldBeFalse();
        Follow(29, Until + (extraMilliseconds * Millisecond), isLong);
        probe.IsSettling.ShouldBeTrue();
    }

    [Fact]
    public void LookedAtInVain_TheNextOneComesLaterEachTime_AndSoonWithANewDoubt()
    {
        long first = probe.DoubtWaitNanoseconds;
        probe.Begin(Begun, Until);
        probe.DoubtWaitNanoseconds.ShouldBe(2 * first);
        for (int look = 0; look < 20; look++)
        {
            probe.Begin(Begun, Until);
        }

        probe.DoubtWaitNanoseconds.ShouldBe(LimitSettings.Default.ProbeAfterNanoseconds);
        probe.Doubt();
        probe.DoubtWaitNanoseconds.ShouldBe(first);
    }

    private bool Follow(long sent, long now, bool isLong = false) => probe.Follow(new SampleTotals { LowSent = sent }, isLong, Mean, now);
}
