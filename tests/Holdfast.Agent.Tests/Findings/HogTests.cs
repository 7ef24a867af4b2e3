using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Findings;

public class HogTests
{
    private static readonly GroupUse Shop = new("system.slice/shop.service", 0.2, 1L << 30, 3, 500) { HasServer = true, DiskBytesPerSecond = 1_000_000 };
    private static readonly GroupUse Backup = new("system.slice/backup.service", 0.1, 100 << 20, 1, 100) { DiskBytesPerSecond = 1_000_000 };

    [Fact]
    public void BackupThatTakesTheProcessors_IsNamed()
    {
        HostFinding finding = Look(Backup with { CpuCores = 1.6 }, calm => calm with { Levels = calm.Levels with { CpuUsed = 0.97 } }).ShouldHaveSingleItem();
        finding.Text.ShouldBe("system.slice/backup.service, which is none of the servers, takes 1.6 of 2 processors, of which 97 % are in use");
        finding.Subject.ShouldBe("processors system.slice/backup.service");
    }

    [Fact]
    public void Memory_Files_AndDisk_AreToldAsWell()
    {
        Look(Backup with { MemoryBytes = 5L << 30 }, calm => calm with { Levels = calm.Levels with { MemoryUsed = 0.95 } }).ShouldHaveSingleItem().Text.ShouldContain("takes 5 GiB of 8 GiB memory");
        Look(Backup with { OpenFiles = 80_000 }, calm => calm with { FilesOpen = 90_000 }).ShouldHaveSingleItem().Text.ShouldContain("takes 80,000 of 90,000 open files");
        Look(Backup with { DiskBytesPerSecond = 200 << 20 }, calm => calm with { Levels = calm.Levels with { DiskBusy = 0.99 } }).ShouldHaveSingleItem().Text.ShouldContain("takes 200 MiB a second of a disk");
    }

    [Fact]
    public void HostWithRoomForBoth_IsNotHogged() =>
        Look(Backup with { CpuCores = 1.6, MemoryBytes = 5L << 30, OpenFiles = 1_900, DiskBytesPerSecond = 200 << 20 }, calm => calm).ShouldBeEmpty();

    /// <summary>A server in its hour takes what there is: that is what the host is for.</summary>
    [Fact]
    public void ServerItself_IsNone() =>
        Look(Shop with { CpuCores = 1.9, MemoryBytes = 7L << 30 }, calm => calm with { Levels = calm.Levels with { CpuUsed = 0.99, MemoryUsed = 0.97 } }).ShouldBeEmpty();

    [Fact]
    public void ManySmallOnes_AreNone()
    {
        GroupUse[] small = [.. Enumerable.Range(0, 8).Select(number => Backup with { Name = $"small-{number}", CpuCores = 0.2 })];
        new FixtureHost(new Hog()).Look(calm => calm with { Levels = calm.Levels with { CpuUsed = 0.99 }, Groups = [Shop, .. small] }).ShouldBeEmpty();
    }

    /// <summary>Without root nobody sees which processes the servers are: the group that takes most may be theirs.</summary>
    [Fact]
    public void WhereTheServersAreNotKnown_NobodyIsBlamed() =>
        new FixtureHost(new Hog()).Look(calm => calm with { Levels = calm.Levels with { CpuUsed = 0.99 }, Groups = [Backup with { CpuCores = 1.6 }] }).ShouldBeEmpty();

    /// <summary>Of two servers one was found: the group that takes most may be the other's.</summary>
    [Fact]
    public void WhereOneOfTheServersIsNotKnown_NobodyIsBlamed() =>
        Look(Backup with { CpuCores = 1.6 }, calm => calm with { ServersNotFound = [8001], Levels = calm.Levels with { CpuUsed = 0.97 } }).ShouldBeEmpty();

    private static IReadOnlyList<HostFinding> Look(GroupUse group, Func<HostReading, HostReading> change) =>
        new FixtureHost(new Hog()).Look(calm => change(calm) with { Groups = [Shop, group] });
}
