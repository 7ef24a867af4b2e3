using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class MemoryShortTests
{
    [Fact]
    public void LittleAvailable_IsToldWithWhoHasMost()
    {
        Reports.HostFinding finding = new FixtureHost(new MemoryShort()).Look(calm => calm with { MemoryAvailableBytes = 200 << 20, Groups = [new("system.slice/shop.service", 1, 6L << 30, 4, null)] }).ShouldHaveSingleItem();
        finding.Text.ShouldBe("200 MiB of 8 GiB memory are available; most has system.slice/shop.service with 6 GiB");
    }

    [Fact]
    public void Standstill_IsTold() => new FixtureHost(new MemoryShort()).Look(calm => calm with { MemoryStalled = 0.2 }).ShouldHaveSingleItem().Text.ShouldContain("in 20 % of the last minute");

    [Fact]
    public void Plenty_IsNot() => new FixtureHost(new MemoryShort()).Look(calm => calm with { MemoryStalled = 0.02 }).ShouldBeEmpty();
}
