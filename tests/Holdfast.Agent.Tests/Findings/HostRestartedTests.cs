using Holdfast.Agent.Findings;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Findings;

public class HostRestartedTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void HostThatNobodyShutDown_IsTold(bool wasStopped, int findings)
    {
        FixtureHost host = Restarted(wasStopped);
        host.Look(calm => calm).Count.ShouldBe(findings);
    }

    [Fact]
    public void AfterADay_ItIsNotToldAnyMore()
    {
        FixtureHost host = Restarted(wasStopped: false);
        host.Wait(TimeSpan.FromHours(25));
        host.Look(calm => calm).ShouldBeEmpty();
    }

    [Fact]
    public void SameKernel_IsNot()
    {
        FixtureHost host = new(new HostRestarted());
        host.Starts.Restore("boot-1", null, new Dictionary<int, ServerStart>(), wasStopped: false, host.Now);
        host.Starts.Note("boot-1", 90_000, [], host.Now);
        host.Look(calm => calm).ShouldBeEmpty();
    }

    private static FixtureHost Restarted(bool wasStopped)
    {
        FixtureHost host = new(new HostRestarted());
        host.Starts.Restore("boot-1", null, new Dictionary<int, ServerStart>(), wasStopped, host.Now - TimeSpan.FromMinutes(7));
        host.Starts.Note("boot-2", 120, [], host.Now);
        return host;
    }
}
