using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class FilesShortTests
{
    [Theory]
    [InlineData(900, 1)]
    [InlineData(300, 0)]
    public void ServerNearItsLimit_IsTold(int open, int findings) =>
        new FixtureHost(new FilesShort()).Look(calm => calm with { Servers = [FixtureHost.Server(open: open)] }).Count.ShouldBe(findings);

    [Fact]
    public void SystemNearItsLimit_IsTold() =>
        new FixtureHost(new FilesShort()).Look(calm => calm with { FilesOpen = 90_000 }).ShouldHaveSingleItem().Text.ShouldStartWith("the system has 90,000 of 100,000");

    [Fact]
    public void Leak_IsToldBeforeItHurts()
    {
        // Ten more every five minutes: 1,024 are reached within five hours.
        Reports.HostFinding finding = new FixtureHost(new FilesShort()).After(40, step => FixtureHost.Calm with { Servers = [FixtureHost.Server(open: 50 + (10 * step))] }).ShouldHaveSingleItem();
        finding.Text.ShouldMatch(@"has 440 of 1,024 files open and none left in [\d.]+ hours");
        finding.Advice.ShouldContain("/proc/42/fd");
    }

    [Fact]
    public void FilesThatComeAndGo_AreNot() =>
        new FixtureHost(new FilesShort()).After(100, step => FixtureHost.Calm with { Servers = [FixtureHost.Server(open: 50 + (300 * (step % 10) / 10))] }).ShouldBeEmpty();
}
