using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Fleet;

public class ReportCheckTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AgentReport Good = AgentDeskTests.Report("app-1");

    [Fact]
    public void TextsForTerminals_LoseWhatTerminalsObey()
    {
        AgentReport clean = ReportCheck.Clean(Good with { Host = "app\e[2J\n1\u202e", Findings = [new("too-hot", "cpu\r", "hot\a", "x")] }, Now).ShouldNotBeNull();
        clean.Host.ShouldBe("app[2J1");
        clean.Findings.ShouldHaveSingleItem().ShouldBe(new HostFinding("too-hot", "cpu", "hot", "x"));
    }

    [Fact]
    public void UnknownKinds_AndTooMuch_AreLeftOut()
    {
        AgentReport clean = ReportCheck.Clean(
            Good with
            {
                Findings = [new("invented", "", "", ""), .. Enumerable.Range(0, 200).Select(index => new HostFinding("too-hot", $"{index}", new string('x', 5000), ""))],
                Addresses = [.. Enumerable.Range(0, 5000).Select(index => $"10.0.0.{index}")],
            },
            Now).ShouldNotBeNull();
        clean.Findings.Count.ShouldBe(63);
        clean.Findings[0].Text.Length.ShouldBe(400);
        clean.Addresses.Count.ShouldBe(64);
    }

    [Fact]
    public void NumbersOutOfTheWorld_AreBroughtBack()
    {
        AgentReport clean = ReportCheck.Clean(Good with { Levels = new HostLevels { CpuUsed = 17, MemoryUsed = -1 }, Clock = new(double.NaN, 0) }, Now).ShouldNotBeNull();
        clean.Levels.CpuUsed.ShouldBe(1);
        clean.Levels.MemoryUsed.ShouldBe(0);
        clean.Clock.ShouldBe(new ClockOffset(0, 0));
    }

    [Fact]
    public void TimesOutOfTheWorld_AreBroughtWithinAMonth()
    {
        HostFinding[] findings = [new("too-hot", "a", "", "") { Since = DateTimeOffset.MinValue.AddSeconds(1) }, new("too-hot", "b", "", "") { Since = DateTimeOffset.MaxValue }, new("too-hot", "c", "", "") { Since = Now.AddDays(-3) }, new("too-hot", "d", "", "")];
        ReportCheck.Clean(Good with { Findings = findings }, Now).ShouldNotBeNull().Findings.Select(finding => finding.Since).ShouldBe([Now.AddDays(-30), Now, Now.AddDays(-3), default]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7.5, 7.5)]
    [InlineData(1e9, 12)]
    [InlineData(-3, 1)]
    [InlineData(double.NaN, 1)]
    public void Stretch_IsWithinWhatAnAgentDoes(double written, double believed) =>
        ReportCheck.Clean(Good with { Stretch = written }, Now).ShouldNotBeNull().Stretch.ShouldBe(believed);

    [Fact]
    public void ReportWithHoles_IsNone_OrDoesNoHarm()
    {
        ReportCheck.Clean(Good with { Host = "\n" }, Now).ShouldBeNull();
        ReportCheck.Clean(Good with { Levels = null! }, Now).ShouldBeNull();
        ReportCheck.Clean(Good with { Findings = [null!], Addresses = null!, Servers = null! }, Now).ShouldNotBeNull().Findings.ShouldBeEmpty();
    }
}
