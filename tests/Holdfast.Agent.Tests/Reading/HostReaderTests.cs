using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Reading;

public class HostReaderTests
{
    private readonly VirtualClock clock = new();
    private readonly FixtureFiles files = FixtureFiles.Healthy();
    private readonly HostReader reader;

    public HostReaderTests() => reader = new(files, clock, () => ["10.0.0.11"], _ => null) { Ports = [8000] };

    [Fact]
    public void HealthyHost_IsRead()
    {
        reader.Read();
        clock.Advance(TimeSpan.FromSeconds(5));
        files["/proc/stat"] = "cpu  1300 0 600 8550 100 0 0 50 0 0\ncpu0 1 1 1 1\ncpu1 1 1 1 1\nbtime 1893369600\n";
        files["/proc/diskstats"] = "   7       0 loop0 1 0 0 0 0 0 0 0 0 19000 0\n   8       0 sda 1 0 0 0 0 0 0 0 0 2000 0\n";
        HostReading reading = reader.Read();
        HostLevels levels = reading.Levels;
        levels.Processors.ShouldBe(2);
        levels.CpuUsed.ShouldBe(0.45);
        levels.CpuStolen.ShouldBe(0.05);
        levels.MemoryUsed.ShouldBe(0.25);
        levels.CpuPressure.ShouldBe(0.125);
        levels.DiskBusy.ShouldBe(0.2);
        levels.FilesUsed.ShouldBe(0.0205);
        levels.HottestCelsius.ShouldBe(52);
        levels.Disks.ShouldHaveSingleItem().ShouldBe(new DiskUse("/", "sda1", 100L << 30, 60L << 30, 0.4));
        reading.OutOfMemoryKills.ShouldBe(0);
        reading.Errors.ShouldBe([new(ErrorKind.FileSystem, "ext4 on sda1", 0), new(ErrorKind.Disk, "sda", 3)]);
        reading.Identity.Name.ShouldBe("app-1");
        reading.NotSeen.ShouldHaveSingleItem().ShouldBe("SMART: disks are asked a minute after the start");
        clock.Advance(TimeSpan.FromMinutes(1));
        reader.Read().NotSeen.ShouldHaveSingleItem().ShouldStartWith("SMART: no disk answers");
    }

    [Fact]
    public void SingleLook_HasAskedTheDisks()
    {
        HostReading reading = new HostReader(files, clock, () => [], _ => """{"model_name":"x","smart_status":{"passed":false}}""", looksAtAll: true).Read();
        reading.Smart.ShouldHaveSingleItem().Passed.ShouldBe(false);
        reading.NotSeen.ShouldBeEmpty();
    }

    [Fact]
    public void HostThatShowsNothing_IsReadAllTheSame()
    {
        HostReading reading = new HostReader(new FixtureFiles(), clock, () => [], _ => null).Read();
        reading.Levels.CpuUsed.ShouldBeNull();
        reading.Identity.BootId.ShouldBeNull();
        reading.NotSeen.Count.ShouldBe(3);
    }

    [Fact]
    public void ServerWhoseProcessIsNotFound_IsToldByItsPort()
    {
        reader.Ports = [8000, 8001];
        HostReading reading = reader.Read();
        reading.Servers.ShouldHaveSingleItem().Port.ShouldBe(8000);
        reading.ServersNotFound.ShouldBe([8001]);
    }

    [Fact]
    public void LooksBetweenMinutes_ReadFewFiles()
    {
        reader.Read();
        int before = files.Reads;
        clock.Advance(TimeSpan.FromSeconds(5));
        reader.Read();
        (files.Reads - before).ShouldBeLessThan(16);
    }
}
