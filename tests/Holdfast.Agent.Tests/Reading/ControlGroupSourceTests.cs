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
        source.Read(Start);
        Group("system.slice/shop.service", 31_000_000, 600 << 20, 2);
        Group("system.slice/backup.service", 11_000_000, 100 << 20, 0);
        source.Read(Start.AddSeconds(60)).ShouldBe([new GroupUse("system.slice/shop.service", 0.5, 600 << 20, 3, null), new GroupUse("system.slice/backup.service", 0.1, 100 << 20, 3, null)]);
        source.Kills.ShouldBe([new ErrorCount(ErrorKind.GroupKilled, "system.slice/shop.service", 2)]);
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
