using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class DiskNearlyFullTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(6, 0)]
    public void LittleLeft_IsTold(double freeGiB, int findings) =>
        new FixtureHost(new DiskNearlyFull()).Look(calm => calm with { Levels = calm.Levels with { Disks = [FixtureHost.Disk(freeGiB)] } }).Count.ShouldBe(findings);

    [Fact]
    public void LargeDiskWithRoom_IsNot()
    {
        // 4 % of 10 TiB are 400 GiB.
        Reports.DiskUse large = new("/data", "sdb", 10L << 40, 400L << 30, 0.96);
        new FixtureHost(new DiskNearlyFull()).Look(calm => calm with { Levels = calm.Levels with { Disks = [large] } }).ShouldBeEmpty();
    }
}
