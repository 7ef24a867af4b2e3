using Holdfast.Drills.Load;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

public class ScenarioScalingTests
{
    [Fact]
    public void Quick_ShortensEveryTime_AndLeavesTheShape()
    {
        RateText.Parse("100/10s, 100..500/20s, 500/s", out RateCurve rate).ShouldBeNull();
        Scenario scenario = new()
        {
            Phases = [new ScenarioPhase { Name = "calm", Length = TimeSpan.FromSeconds(10) }, new ScenarioPhase { Name = "surge", Length = TimeSpan.FromSeconds(20) }],
            Faults = [new Fault { At = TimeSpan.FromSeconds(15), Kill = "a" }],
            Traffic = [new TrafficClass { Rate = rate, Deadline = TimeSpan.FromSeconds(1) }],
            Quick = new QuickPlan { TimePercent = 40 },
        };
        Scenario quick = ScenarioScaling.Quick(scenario);
        quick.Length.ShouldBe(TimeSpan.FromSeconds(12));
        quick.Faults[0].At.ShouldBe(TimeSpan.FromSeconds(6));
        quick.Traffic[0].Rate.Length.ShouldBe(TimeSpan.FromSeconds(12));
        quick.Traffic[0].Rate.Peak.ShouldBe(500);
        quick.Traffic[0].Deadline.ShouldBe(TimeSpan.FromSeconds(1));
    }
}
