using Holdfast.Agent.Reports;

namespace Holdfast.Cli.Tests.Agents;

public class HostPageTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Hosts_AreListed_TheOnesWithFindingsFirst()
    {
        HostListReport list = new([Host("app-1"), Host("app-2") with { Findings = [new HostFinding("disk-filling", "/", "disk / is full in 3 days", "make room") { Since = Now }] }, Host("app-3") with { State = HostStateReport.Silent, LastAt = Now.AddMinutes(-5) }]);
        string text = StatusText.Format(HostPage.Of(list, Now), styled: false);
        string[] lines = text.TrimEnd('\n').Split('\n');
        Words(lines[0]).ShouldBe("HOST SERVERS CPU MEMORY DISK HOTTEST CLOCK AGENT STATE");
        Words(lines[1]).ShouldBe("app-2 shop/a 50 % 25 % 40 % - +12 ms 0.11 % 1 finding");
        lines[3].ShouldContain("SILENT for 5 min");
        lines[4].ShouldBe("! app-2: disk / is full in 3 days (since 2030-01-01 12:00 UTC)");
        lines[5].ShouldBe("    make room");
    }

    [Fact]
    public void WithoutAgents_ThePageSaysWhatToDo() => HostPage.Of(new HostListReport([]), Now).ShouldHaveSingleItem().Text.ShouldContain("run 'holdfast agent'");

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static HostStateReport Host(string name) => new()
    {
        Host = name,
        State = HostStateReport.Reports,
        LastAt = Now,
        Servers = ["shop/a"],
        Report = new AgentReport
        {
            Host = name,
            Levels = new HostLevels { CpuUsed = 0.5, MemoryUsed = 0.25, Disks = [new("/", "sda1", 100, 60, 0.4)] },
            Clock = new ClockOffset(0.012, 0.001),
            Cost = new AgentCost(1, 0.0011, 1),
        },
    };
}
