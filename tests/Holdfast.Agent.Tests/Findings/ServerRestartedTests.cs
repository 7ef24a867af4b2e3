using Holdfast.Agent.Findings;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Findings;

public class ServerRestartedTests
{
    [Fact]
    public void OtherProcessOnThePort_IsToldForAnHour()
    {
        FixtureHost host = new(new ServerRestarted());
        Note(host, 42, host.Now - TimeSpan.FromHours(3)).ShouldBeEmpty();
        host.Wait(TimeSpan.FromMinutes(5));
        DateTimeOffset startedAt = host.Now - TimeSpan.FromSeconds(20);
        HostFinding finding = Note(host, 77, startedAt).ShouldHaveSingleItem();
        finding.Since.ShouldBe(startedAt);
        finding.Text.ShouldContain("shop on port 8000 started again at");
        host.Wait(TimeSpan.FromMinutes(61));
        Note(host, 77, startedAt).ShouldBeEmpty();
    }

    [Fact]
    public void SameProcessAfterTheClockWasSet_IsNot()
    {
        FixtureHost host = new(new ServerRestarted());
        Note(host, 42, host.Now - TimeSpan.FromHours(3)).ShouldBeEmpty();
        Note(host, 42, host.Now - TimeSpan.FromHours(1)).ShouldBeEmpty();
    }

    private static IReadOnlyList<HostFinding> Note(FixtureHost host, int pid, DateTimeOffset startedAt)
    {
        WatchedServer server = FixtureHost.Server(pid: pid, startedAt: startedAt);
        host.Starts.Note("boot-1", 90_000, [server], host.Now);
        return host.Look(calm => calm with { Servers = [server] });
    }
}
