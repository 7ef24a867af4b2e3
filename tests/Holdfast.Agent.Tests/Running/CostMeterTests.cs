using Holdfast.Agent.Running;

namespace Holdfast.Agent.Tests.Running;

public class CostMeterTests
{
    [Fact]
    public void Minutes_AreMeasured_AndTheFirstIsNotJudged()
    {
        VirtualClock clock = new();
        TimeSpan cpu = TimeSpan.FromSeconds(1);
        CostMeter meter = new(clock, () => cpu);
        clock.Advance(TimeSpan.FromSeconds(60));
        cpu += TimeSpan.FromSeconds(0.6);
        meter.Take().CpuShare.ShouldBe(0.01);
        meter.MinuteIsOver.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(60));
        cpu += TimeSpan.FromSeconds(0.06);
        meter.Take().CpuShare.ShouldBe(0.001);
        meter.MinuteIsOver.ShouldBeTrue();
        meter.MinuteIsOver.ShouldBeFalse();
    }
}
