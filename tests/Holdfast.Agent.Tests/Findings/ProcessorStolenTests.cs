using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class ProcessorStolenTests
{
    [Fact]
    public void HalfAnHourOfIt_IsTold() => Steps(8, _ => 0.2).ShouldHaveSingleItem().Text.ShouldContain("20 % of this one's processor time");

    [Fact]
    public void OneMoment_IsNot() => Steps(8, step => step == 7 ? 0.5 : 0.01).ShouldBeEmpty();

    private static IReadOnlyList<Reports.HostFinding> Steps(int steps, Func<int, double> stolen) =>
        new FixtureHost(new ProcessorStolen()).After(steps, step => FixtureHost.Calm with { Levels = FixtureHost.Calm.Levels with { CpuStolen = stolen(step) } });
}
