using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests;

/// <summary>A rule over a host in virtual time: readings come every five minutes as the test says.</summary>
internal sealed class FixtureHost(IHostRule rule)
{
    private readonly VirtualClock clock = new();
    private readonly HostMemory memory = new();

    public static readonly HostReading Calm = new()
    {
        At = default,
        MemoryAvailableBytes = 6L << 30,
        FilesOpen = 2_000,
        FilesMaximum = 100_000,
        OutOfMemoryKills = 0,
        Levels = new HostLevels { Processors = 2, MemoryBytes = 8L << 30, CpuUsed = 0.3, CpuStolen = 0, Disks = [Disk(60)] },
        Temperatures = [new("coretemp Package id 0", 52, 100)],
        Errors = [new(ErrorKind.FileSystem, "ext4 on sda1", 0), new(ErrorKind.Disk, "sda", 3)],
        Servers = [Server()],
        Clock = new(0.01, 0.002),
    };

    public DateTimeOffset Now => clock.UtcNow;

    public StartBook Starts => memory.Starts;

    public static DiskUse Disk(double freeGiB) => new("/", "sda1", 100L << 30, (long)(freeGiB * (1L << 30)), 1 - (freeGiB / 100));

    public static WatchedServer Server(double memoryMiB = 400, int open = 50, int pid = 42, DateTimeOffset startedAt = default) =>
        new(8000, pid, "shop", startedAt, 0.5, (long)(memoryMiB * (1 << 20)), open, 1024);

    /// <summary>What the rule says after all of the steps, each made of its number.</summary>
    public IReadOnlyList<HostFinding> After(int steps, Func<int, HostReading> reading, TimeSpan? step = null)
    {
        IReadOnlyList<HostFinding> last = [];
        for (int index = 0; index < steps; index++)
        {
            clock.Advance(step ?? TimeSpan.FromMinutes(5));
            last = Look(reading(index));
        }

        return last;
    }

    public IReadOnlyList<HostFinding> Look(HostReading reading)
    {
        HostReading now = reading with { At = clock.UtcNow };
        return [.. rule.Look(new HostView(now, memory.Trends, memory.Rises, memory.Starts))];
    }

    public IReadOnlyList<HostFinding> Look(Func<HostReading, HostReading> change) => Look(change(Calm));

    public void Wait(TimeSpan time) => clock.Advance(time);
}
