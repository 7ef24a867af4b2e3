using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class KilledForMemoryTests
{
    [Fact]
    public void KernelEndedAProcess_IsToldWithItsGroup()
    {
        FixtureHost host = new(new KilledForMemory());
        Reports.HostFinding finding = host.After(3, step => FixtureHost.Calm with { OutOfMemoryKills = step, Errors = [new(ErrorKind.GroupKilled, "system.slice/shop.service", 1 + step)] }).ShouldHaveSingleItem();
        finding.Text.ShouldContain("ended 2 processes for want of memory in system.slice/shop.service within a day");
    }

    [Fact]
    public void KillsOfLongAgo_AreNot() => new FixtureHost(new KilledForMemory()).After(5, _ => FixtureHost.Calm with { OutOfMemoryKills = 17 }).ShouldBeEmpty();

    [Fact]
    public void KernelThatDoesNotSay_IsNot() => new FixtureHost(new KilledForMemory()).After(5, _ => FixtureHost.Calm with { OutOfMemoryKills = null }).ShouldBeEmpty();
}
