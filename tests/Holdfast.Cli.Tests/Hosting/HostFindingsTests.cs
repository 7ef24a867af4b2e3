using Holdfast.Agent.Reports;
using Holdfast.Incidents.Tasks;

namespace Holdfast.Cli.Tests.Hosting;

public class HostFindingsTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void FindingsOfHosts_HaveNamesThatStay_AndSayWhatToDo()
    {
        HostListReport list = new([Host("app-1", new HostFinding("disk-filling", "/var", "disk /var is full in 3 days", "Make room.") { Since = Now }, new HostFinding("clock-off", "", "its clock is 3 s ahead", "Set it.") { Since = Now })]);
        StandingFinding[] findings = [.. HostFindings.Of(list)];
        findings.Select(finding => finding.Name).ShouldBe(["host:app-1:disk-filling:/var", "host:app-1:clock-off"]);
        findings[0].ShouldBe(new StandingFinding("host:app-1:disk-filling:/var", "host app-1 (shop/a): disk /var is full in 3 days. Make room.", Now));
    }

    [Fact]
    public void OneHost_DoesNotFillTheListOfAll() =>
        HostFindings.Of(new HostListReport([Host("app-1", [.. Enumerable.Range(0, 60).Select(number => new HostFinding("too-hot", $"sensor {number}", "hot", "cool it"))])])).Count.ShouldBe(10);

    [Fact]
    public void TwoHostsWithOneName_AreToldApart_ByAnAddressThatOnlyOneHas()
    {
        HostFinding full = new("disk-filling", "/", "disk / is full in 3 days", "Make room.");
        HostStateReport one = Host("localhost", full) with { Report = new AgentReport { Host = "localhost", Addresses = ["172.17.0.1", "10.0.0.1"] } };
        HostStateReport other = Host("localhost", full) with { Report = new AgentReport { Host = "localhost", Addresses = ["172.17.0.1", "10.0.0.2"] } };
        HostFindings.Of(new HostListReport([one, other])).Select(finding => finding.Name).ShouldBe(["host:localhost@10.0.0.1:disk-filling:/", "host:localhost@10.0.0.2:disk-filling:/"]);
        HostFindings.Of(new HostListReport([one])).ShouldHaveSingleItem().Name.ShouldBe("host:localhost:disk-filling:/");
    }

    [Fact]
    public void HostThatWasNotHeardForLong_MayHaveANamesake() =>
        HostFindings.Of(new HostListReport([Host("app-1", new HostFinding("too-hot", "cpu", "hot", "cool it") { Since = Now }) with { FirstAt = Now.AddDays(1) }])).ShouldHaveSingleItem().Since.ShouldBe(Now.AddDays(1));

    private static HostStateReport Host(string name, params HostFinding[] findings) => new()
    {
        Host = name,
        State = HostStateReport.Reports,
        Servers = ["shop/a"],
        Findings = findings,
        Report = new AgentReport { Host = name },
    };
}
