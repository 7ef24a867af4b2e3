using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class DiskFailingTests
{
    private static readonly SmartState Good = new("nvme0n1", "Example 1T", true, 4, 0.1, 1, 0.1);

    [Fact]
    public void DiskThatSaysSo_IsTold() => Look(Good with { Passed = false }).ShouldHaveSingleItem().Text.ShouldContain("says itself that it is failing");

    [Fact]
    public void WornDisk_IsTold() => Look(Good with { WornShare = 0.93 }).ShouldHaveSingleItem().Text.ShouldContain("93 % of the writes");

    [Fact]
    public void DiskWithoutSpareBlocks_IsTold() => Look(Good with { SpareShare = 0.1 }).ShouldHaveSingleItem().Text.ShouldContain("10 % of its spare blocks");

    [Fact]
    public void HealthyDisk_IsNot_AlsoWithOldBadSectors() => Look(Good).ShouldBeEmpty();

    [Fact]
    public void SectorsThatAreLost_AreTold()
    {
        FixtureHost host = new(new DiskFailing());
        host.After(2, step => FixtureHost.Calm with { Smart = [Good with { BadSectors = 4 + (8 * step) }] }).ShouldHaveSingleItem().Text.ShouldContain("12 are bad, more within a day");
    }

    private static IReadOnlyList<Reports.HostFinding> Look(SmartState disk) => new FixtureHost(new DiskFailing()).After(3, _ => FixtureHost.Calm with { Smart = [disk] });
}
