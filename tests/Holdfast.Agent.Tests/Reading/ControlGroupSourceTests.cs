using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Reading;

public class ControlGroupSourceTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FixtureFiles files = new();

    [Fact]
    public void Services_AreSeparate_AndWhatTheyTookIsADifference()
    {
        files["/sys/fs/cgroup/cgroup.controllers"] = "cpu memory pids\n";
        Group("system.slice/shop.service", 1_000_000, 500 << 20, 2);
        Group("system.slice/backup.service", 5_000_000, 100 << 20, 0);
        ControlGroupSource source = new(files);
        source.IsThere.ShouldBeTrue();
        source.Read(Start, []);
        Group("system.slice/shop.service", 31_000_000, 600 << 20, 2);
        Group("system.slice/backup.service", 11_000_000, 100 << 20, 0);
        source.Read(Start.AddSeconds(60), []).ShouldBe([new GroupUse("system.slice/shop.service", 0.5, 600 << 20, 3, null), new GroupUse("system.slice/backup.service", 0.1, 100 << 20, 3, null)]);
        source.Kills.ShouldBe([new ErrorCount(ErrorKind.GroupKilled, "system.slice/shop.service", 2)]);
    }

    [Fact]
    public void OpenFilesAndDisk_AreOfTheGroup_AndItsServerIsKnown()
    {
        Group("system.slice/shop.service", 1_000_000, 500 << 20, 0);
        Group("system.slice/backup.service", 1_000_000, 100 << 20, 0);
        files["/sys/fs/cgroup/system.slice/shop.service/cgroup.procs"] = "42\n";
        files["/sys/fs/cgroup/system.slice/backup.service/cgroup.procs"] = "7\n8\n";
        files["/sys/fs/cgroup/system.slice/backup.service/io.stat"] = "8:0 rbytes=1000 wbytes=2000 rios=1 wios=2 dbytes=0 dios=0\n";
        files["/proc/42/cgroup"] = "0::/system.slice/shop.service\n";
        (files.Open[42], files.Open[7], files.Open[8]) = (50, 900, 100);
        ControlGroupSource source = new(files);
        source.Read(Start, [42]);
        files["/sys/fs/cgroup/system.slice/backup.service/io.stat"] = "8:0 rbytes=61000 wbytes=2000 rios=1 wios=2 dbytes=0 dios=0\n8:16 rbytes=0 wbytes=60000\n";
        IReadOnlyList<GroupUse> groups = source.Read(Start.AddSeconds(60), [42]);
        groups.Select(one => (one.Name, one.OpenFiles, one.DiskBytesPerSecond, one.HasServer)).ShouldBe([("system.slice/shop.service", 50, null, true), ("system.slice/backup.service", 1_000, 2_000.0, false)], ignoreOrder: true);
    }

    [Fact]
    public void MoreProcessesThanTheBudgetReachesFor_AreNotCounted()
    {
        Group("system.slice/many.service", 1_000_000, 500 << 20, 0);
        Group("system.slice/few.service", 1_000_000, 100 << 20, 0);
        files["/sys/fs/cgroup/system.slice/many.service/cgroup.procs"] = string.Join('\n', Enumerable.Range(1_000, 500));
        files["/sys/fs/cgroup/system.slice/few.service/cgroup.procs"] = "7\n";
        files.Open[7] = 300;
        new ControlGroupSource(files).Read(Start, []).Select(one => (one.Name, one.OpenFiles)).ShouldBe([("system.slice/many.service", null), ("system.slice/few.service", 300)], ignoreOrder: true);
    }

    [Fact]
    public void WithoutVersionTwo_ItIsNotThere() => new ControlGroupSource(files).IsThere.ShouldBeFalse();

    private void Group(string path, long microseconds, long memory, int kills)
    {
        files[$"/sys/fs/cgroup/{path}/cpu.stat"] = $"usage_usec {microseconds}\nuser_usec 1\n";
        files[$"/sys/fs/cgroup/{path}/memory.current"] = $"{memory}\n";
        files[$"/sys/fs/cgroup/{path}/pids.current"] = "3\n";
        files[$"/sys/fs/cgroup/{path}/memory.events"] = $"low 0\noom 1\noom_kill {kills}\noom_group_kill 0\n";
    }
}
