using System.Text.Json;
using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Tests.Fleet;

public class AgentDeskTests
{
    private const string Seed = "seed";
    private static readonly HostFinding Hot = new("too-hot", "cpu", "cpu has 95 degrees", "look for a fan");

    private readonly VirtualClock clock = new();
    private readonly ChangeLog changes;
    private readonly AgentDesk desk;
    private readonly List<FleetServer> servers =
    [
        new("shop", "a", "10.0.0.11", 8000),
        new("shop", "b", "10.0.0.12", 8000),
        new("cart", "c", "127.0.0.1", 9000),
    ];

    public AgentDeskTests()
    {
        changes = new ChangeLog(clock);
        desk = new AgentDesk(new AgentDeskOptions { Clock = clock, Seed = Seed, Changes = changes, Servers = () => servers, OwnBootId = "gateway-boot" });
    }

    private IEnumerable<string> Events => changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Where(one => one.Kind == ChangeKind.Host).Select(one => one.What);

    [Fact]
    public void FirstReportWithoutSeed_IsAnsweredAndNotKept()
    {
        Take(Report("app-1") with { Seed = null }).Seed.ShouldBe(Seed);
        desk.List().Hosts.ShouldBeEmpty();
    }

    [Fact]
    public void Report_IsMatchedWithItsServers()
    {
        Take(Report("app-1")).Ports.ShouldBe([8000]);
        HostStateReport host = desk.List().Hosts.ShouldHaveSingleItem();
        host.Servers.ShouldBe(["shop/a"]);
        host.Report.Boot.ShouldBeNull();
        desk.LevelsOf("shop", "a").ShouldBe((0.5, 0.25, 0.4));
        desk.LevelsOf("shop", "b").ShouldBeNull();
    }

    [Fact]
    public void LoopbackServers_AreOnTheGatewaysOwnMachineOnly()
    {
        Take(Report("app-1")).Ports.ShouldNotContain(9000);
        Take(Report("gate") with { Addresses = [], Boot = IdHash.Of("gateway-boot", Seed) }).Ports.ShouldBe([9000]);
    }

    [Fact]
    public void FindingThatComesAndGoes_IsWrittenTwice()
    {
        Take(Report("app-1"));
        Take(Report("app-1") with { Findings = [Hot] });
        Take(Report("app-1") with { Findings = [Hot with { Text = "cpu has 96 degrees" }] });
        desk.List().Hosts[0].Findings.ShouldHaveSingleItem().Text.ShouldBe("cpu has 96 degrees");
        Take(Report("app-1"));
        Events.ShouldBe(["host app-1: cpu has 95 degrees", "host app-1: too-hot of cpu is over"]);
        changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)[0].Subject.ShouldBe("server:shop/a");
    }

    [Fact]
    public void FindingThatFlickers_CannotFillTheRecord()
    {
        for (int turn = 0; turn < 500; turn++)
        {
            Take(Report("app-1") with { Findings = turn % 2 == 0 ? [Hot] : [] });
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        Events.Count().ShouldBeLessThan(35);
    }

    [Fact]
    public void AgentThatVanishes_IsSaid_AndItsFindingsAreNotOver()
    {
        Take(Report("app-1") with { Findings = [Hot] });
        clock.Advance(TimeSpan.FromSeconds(50));
        desk.Tick();
        desk.List().Hosts[0].State.ShouldBe(HostStateReport.Reports);
        clock.Advance(TimeSpan.FromSeconds(20));
        desk.Tick();
        desk.List().Hosts[0].State.ShouldBe(HostStateReport.Silent);
        desk.List().Hosts[0].Findings.ShouldHaveSingleItem().Kind.ShouldBe("agent-silent");
        desk.LevelsOf("shop", "a").ShouldBeNull();
        Events.ShouldNotContain(text => text.Contains("is over"));
        Take(Report("app-1"));
        Events.Last().ShouldBe("host app-1: agent-silent is over");
    }

    [Fact]
    public void AgentThatTakesTooMuch_MayWaitLonger()
    {
        Take(Report("app-1") with { Stretch = 12 });
        clock.Advance(TimeSpan.FromSeconds(3 * 12 * 5));
        desk.Tick();
        desk.List().Hosts[0].State.ShouldBe(HostStateReport.Reports);
        clock.Advance(TimeSpan.FromSeconds(61));
        desk.Tick();
        desk.List().Hosts[0].State.ShouldBe(HostStateReport.Silent);
    }

    [Fact]
    public void AgentThatWasToldToWait_IsNotSilentWhenOthersLeave()
    {
        for (int index = 0; index < 1_000; index++)
        {
            Take(Report($"app-{index}"));
        }

        for (int index = 0; index < 900; index++)
        {
            Take(Report($"app-{index}") with { Leaves = true });
        }

        // The last ones were told 50 s.
        clock.Advance(TimeSpan.FromSeconds(110));
        desk.Tick();
        desk.List().Hosts.ShouldAllBe(host => host.State == HostStateReport.Reports);
    }

    [Fact]
    public void ReportOfBeforeTheStretch_IsRead()
    {
        string old = JsonSerializer.Serialize(Report("app-1"), AgentJson.Default.AgentReport).Replace("\"stretch\":1,", "", StringComparison.Ordinal);
        old.ShouldNotContain("stretch");
        Take(JsonSerializer.Deserialize(old, AgentJson.Default.AgentReport).ShouldNotBeNull());
        desk.List().Hosts.ShouldHaveSingleItem().Report.Stretch.ShouldBe(1);
    }

    [Fact]
    public void FindingOfTheCalendarsBegin_IsNoExceptionInTheDesk()
    {
        Take(Report("app-1") with { Findings = [new("server-restarted", "port 8000", "again", "") { Since = DateTimeOffset.MinValue }, new("server-restarted", "port 8001", "again", "") { Since = DateTimeOffset.MinValue.AddMinutes(1) }] });
        desk.List().Hosts[0].Findings.Count.ShouldBe(2);
    }

    [Fact]
    public void AgentThatIsStopped_IsGoneWithoutAWord()
    {
        Take(Report("app-1"));
        Take(Report("app-1") with { Leaves = true });
        clock.Advance(TimeSpan.FromHours(1));
        desk.Tick();
        desk.List().Hosts.ShouldBeEmpty();
        Events.ShouldBeEmpty();
    }

    [Fact]
    public void RestartThatWasAnnounced_IsNoFinding()
    {
        clock.Advance(TimeSpan.FromHours(1));
        HostFinding restart = new("server-restarted", "port 8000", "shop started again", "") { Since = clock.UtcNow };
        Take(Report("app-1") with { Findings = [restart] });
        desk.List().Hosts[0].Findings.ShouldHaveSingleItem();
        changes.Add(ChangeKind.Deployment, "pool:shop", "version 7", "api");
        Take(Report("app-1") with { Findings = [restart] });
        desk.List().Hosts[0].Findings.ShouldBeEmpty();
    }

    [Fact]
    public void ManyHosts_ReportLessOften()
    {
        AgentAnswer last = Take(Report("app-0"));
        last.IntervalSeconds.ShouldBe(5);
        for (int index = 1; index < 2_000; index++)
        {
            last = Take(Report($"app-{index}"));
        }

        last.IntervalSeconds.ShouldBe(100);
        desk.Take(Report("one-too-many"), clock.UtcNow).ShouldBeNull();
        desk.Refused.ShouldBe(1);
    }

    private AgentAnswer Take(AgentReport report) => desk.Take(report, clock.UtcNow).ShouldNotBeNull();

    internal static AgentReport Report(string host, string address = "10.0.0.11", string? boot = null) => new()
    {
        Host = host,
        Seed = Seed,
        Machine = $"machine of {host}",
        Boot = boot ?? $"boot of {host}",
        Addresses = [address],
        Levels = new HostLevels { CpuUsed = 0.5, MemoryUsed = 0.25, Disks = [new("/", "sda1", 100, 60, 0.4)] },
    };
}
