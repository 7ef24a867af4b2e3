using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Tests.Fleet;

public class HostJudgeTests
{
    private readonly VirtualClock clock = new();
    private readonly HostJudge judge;

    public HostJudgeTests() => judge = new HostJudge(new ChangeLog(clock));

    [Fact]
    public void FindingWithoutATime_IsDatedWhenItIsFirstSeen_AndAnewWhenItComesBack()
    {
        // A restart is compared with what was announced before it: a time at the calendar's begin has no before.
        HostFinding restart = new("server-restarted", "port 8000", "shop started again", "");
        HostState host = new("app-1", AgentDeskTests.Report("app-1") with { Findings = [restart] }, clock.UtcNow);
        DateTimeOffset first = clock.UtcNow;
        judge.Judge(host, [host], clock.UtcNow);
        clock.Advance(TimeSpan.FromMinutes(1));
        judge.Judge(host, [host], clock.UtcNow);
        host.Findings.ShouldHaveSingleItem().Since.ShouldBe(first);
        AgentReport with = host.Report;
        host.Report = with with { Findings = [] };
        judge.Judge(host, [host], clock.UtcNow);
        host.Findings.ShouldBeEmpty();
        host.Report = with;
        judge.Judge(host, [host], clock.UtcNow);
        host.Findings.ShouldHaveSingleItem().Since.ShouldBe(clock.UtcNow);
    }
}
