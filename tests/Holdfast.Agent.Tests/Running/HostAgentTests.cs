using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;

namespace Holdfast.Agent.Tests.Running;

/// <summary>The agent over days in virtual time, against a gateway that comes and goes.</summary>
public class HostAgentTests
{
    private readonly VirtualClock clock = new();
    private readonly FixtureFiles files = FixtureFiles.Healthy();
    private readonly FakeLink link;
    private readonly List<string?> told = [];
    private readonly HostAgent agent;
    private TimeSpan cpu;

    public HostAgentTests()
    {
        link = new FakeLink(clock);
        agent = New();
    }

    [Fact]
    public void FirstReport_HasNoIds_TheNextHaveThemHashed()
    {
        agent.Turn();
        agent.Turn();
        link.Reports[0].Boot.ShouldBeNull();
        link.Reports[1].Boot.ShouldNotBeNull().ShouldNotContain("11111111");
        link.Reports[1].Machine.ShouldBe(IdHash.Of("0123456789abcdef0123456789abcdef", FakeLink.Seed));
        link.Reports[1].Servers.ShouldHaveSingleItem().Pid.ShouldBe(42);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void DiskThatFillsForAWeekend_IsToldDaysBefore()
    {
        long full = 60L << 30;
        DateTimeOffset start = clock.UtcNow;
        DateTimeOffset? toldAt = null;
        while (toldAt is null && clock.UtcNow - start < TimeSpan.FromDays(4))
        {
            files.Spaces["/"] = (100L << 30, full - (long)(full * (clock.UtcNow - start).TotalDays / 4));
            TimeSpan pause = agent.Turn();
            toldAt = link.Reports[^1].Findings.Any(finding => finding.Kind == "disk-filling") ? clock.UtcNow : null;
            clock.Advance(TimeSpan.FromSeconds(Math.Max(300, pause.TotalSeconds)));
        }

        (toldAt.ShouldNotBeNull() - start).ShouldBeLessThan(TimeSpan.FromHours(21));
    }

    [Fact]
    public void GatewayThatIsAway_IsToldOnce_AndAgainWhenItIsBack()
    {
        link.IsAway = true;
        for (int turn = 0; turn < 20; turn++)
        {
            clock.Advance(agent.Turn());
        }

        told.ShouldBe(["refused"]);
        link.IsAway = false;
        agent.Turn();
        told.ShouldBe(["refused", null]);
    }

    [Fact]
    public void AgentThatTakesTooMuch_SaysThatItWaitsLonger()
    {
        for (int turn = 0; turn < 40; turn++)
        {
            cpu += TimeSpan.FromSeconds(1);
            clock.Advance(agent.Turn());
        }

        link.Reports[0].Stretch.ShouldBe(1);
        link.Reports[^1].Stretch.ShouldBe(12);
    }

    [Fact]
    public void Leaving_IsSaid()
    {
        agent.Turn();
        agent.Leave();
        link.Reports[^1].Leaves.ShouldBeTrue();
    }

    [Fact]
    public void LongestReport_IsWithinItsBound()
    {
        for (int pid = 1000; pid < 3000; pid++)
        {
            files.AddProcess(pid, new string('x', 10) + pid, 0, pid, 50_000);
        }

        for (int disk = 0; disk < 300; disk++)
        {
            files[$"/sys/fs/ext4/sd{disk}/errors_count"] = "3";
            files.Spaces[$"/mnt/{new string('m', 60)}{disk}"] = (100 << 20, 1 << 20);
        }

        files["/proc/self/mounts"] = string.Concat(Enumerable.Range(0, 300).Select(disk => $"/dev/sd{disk} /mnt/{new string('m', 60)}{disk} ext4 rw 0 0\n"));
        agent.Turn();
        AgentReport report = link.Reports[^1];
        report.Findings.Count.ShouldBe(64);
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(report, AgentJson.Default.AgentReport).Length.ShouldBeLessThan(AgentReport.MaximumBytes);
    }

    private HostAgent New() => new(clock, new HostReader(files, clock, () => ["10.0.0.11"], _ => null), link, new StateFile(null), new SeededRandom(1), () => cpu) { LinkChanged = told.Add };
}
