using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series.Recording;

public class SecondClockTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly SecondClock clock = new();

    [Fact]
    public void EachSecond_IsTakenOnce()
    {
        Take(0.003, 0.003).ShouldBe(1_699_999_999);
        Take(0.5, 0.5).ShouldBeNull();
        Take(1.004, 1.004).ShouldBe(1_700_000_000);
        clock.ElapsedSeconds.ShouldBe(1);
        Take(1.999, 1.999).ShouldBeNull();
        Take(2.001, 2.001).ShouldBe(1_700_000_001);
    }

    [Fact]
    public void MissedSeconds_AreAGap_AndTheRateIsOverAll()
    {
        Take(0.003, 0.003);
        Take(4.003, 4.003).ShouldBe(1_700_000_003);
        clock.ElapsedSeconds.ShouldBe(4, 0.001);
        clock.Step.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void ClockSetForward_IsTold_AndTheRecordFollows()
    {
        Take(0.003, 0.003);
        Take(61.003, 1.003).ShouldBe(1_700_000_060);
        clock.Step.TotalSeconds.ShouldBe(60, 0.01);
        clock.ElapsedSeconds.ShouldBe(1);
        Take(62.003, 2.003).ShouldBe(1_700_000_061);
        clock.Step.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void ClockSetBack_IsTold_AndTheRecordGoesOn()
    {
        Take(100.003, 0.003).ShouldBe(1_700_000_099);
        Take(41.003, 1.003).ShouldBe(1_700_000_100);
        clock.Step.TotalSeconds.ShouldBe(-60, 0.01);
        Take(42.003, 2.003).ShouldBe(1_700_000_101);
        clock.Step.ShouldBe(TimeSpan.Zero);
        Take(103.003, 3.003).ShouldBe(1_700_000_102);
        clock.Step.TotalSeconds.ShouldBe(60, 0.01);
    }

    [Fact]
    public void Waiting_EndsALittleAfterTheSecond()
    {
        clock.UntilNext(Start.AddMilliseconds(400)).ShouldBe(TimeSpan.FromMilliseconds(603));
        clock.UntilNext(Start).ShouldBe(TimeSpan.FromMilliseconds(1003));
    }

    private long? Take(double time, double monotonic) => clock.TryTake(Start.AddSeconds(time), (long)(monotonic * 1e9)) ? clock.Second : null;
}
