using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class TimeScaleTests
{
    [Fact]
    public void ShortOutage_KeepsItsPace()
    {
        TimeScale time = new(1000, 1100);
        (time.Factor, time.Length, time.At(1000), time.At(1100), time.SecondAt(70)).ShouldBe((1, 140, 20, 120, 1050));
    }

    [Theory]
    [InlineData(181)]
    [InlineData(7200)]
    [InlineData(96 * 3600)]
    public void LongOutage_KeepsItsFirstMinute_AndEndsWithinFourMinutes(int seconds)
    {
        TimeScale time = new(1000, 1000 + seconds);
        time.At(1060).ShouldBe(80);
        time.Length.ShouldBe(220, 0.001);
        time.Factor.ShouldBe((seconds - 60) / 120.0, 0.001);
        for (long second = 980; second <= 1000 + seconds; second += Math.Max(1, seconds / 50))
        {
            time.SecondAt(time.At(second)).ShouldBe(second);
        }
    }
}
