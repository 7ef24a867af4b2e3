using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class MemoryLeakTests
{
    private static HostReading With(double memoryMiB, int pid = 42) =>
        FixtureHost.Calm with { Servers = [FixtureHost.Server(memoryMiB, pid: pid)], MemoryAvailableBytes = (6L << 30) - (long)((memoryMiB - 400) * (1 << 20)) };

    [Fact]
    public void ServerThatGrowsOnAndOn_IsTold()
    {
        // 200 MiB an hour for twelve hours.
        Reports.HostFinding finding = new FixtureHost(new MemoryLeak()).After(144, step => With(400 + (200 * step / 12.0) + (5 * (step % 4)))).ShouldHaveSingleItem();
        finding.Text.ShouldContain("shop (pid 42, port 8000) grows by 200 MiB an hour");
        finding.Text.ShouldContain("the host's memory is used up in");
    }

    [Fact]
    public void CacheThatFills_IsNot() =>
        new FixtureHost(new MemoryLeak()).After(144, step => With(400 + (1500 * (1 - Math.Exp(-step / 20.0))))).ShouldBeEmpty();

    [Fact]
    [Trait("Category", "Slow")]
    public void DailyWaves_AreNot() =>
        new FixtureHost(new MemoryLeak()).After(288, step => With(600 + (150 * Math.Sin(step * 2 * Math.PI / 48)))).ShouldBeEmpty();

    [Fact]
    public void NewProcess_BeginsAnew() =>
        new FixtureHost(new MemoryLeak()).After(144, step => With(400 + (200 * (step % 12) / 12.0), pid: 42 + (step / 12))).ShouldBeEmpty();
}
