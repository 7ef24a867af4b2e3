using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Reading;

public class ProcessSourceTests
{
    [Fact]
    public void ProcessesOfOneName_AreOneGroup()
    {
        DateTimeOffset start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        FixtureFiles files = new();
        files.AddProcess(1, "hog", 0, 100, 10_000);
        files.AddProcess(2, "hog", 0, 100, 10_000);
        files.AddProcess(3, "calm", 0, 100, 10);
        ProcessSource source = new(files);
        source.Read(start, []);
        files.AddProcess(1, "hog", 0, 3_100, 10_000);
        files.AddProcess(2, "hog", 0, 3_100, 10_000);
        source.Read(start.AddSeconds(60), []).ShouldBe([new GroupUse("hog", 1, 2 * 10_000 * 4096, 2, 2)]);
    }

    [Fact]
    public void OpenFilesAndDisk_AreAddedUp_AndTheServersProgramIsKnown()
    {
        DateTimeOffset start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        FixtureFiles files = new();
        files.AddProcess(1, "hog", 0, 100, 10_000);
        files.AddProcess(2, "hog", 0, 100, 10_000);
        files.AddProcess(3, "shop", 0, 100, 10);
        (files.Open[1], files.Open[2], files.Open[3]) = (1_000, 500, 20);
        files["/proc/1/io"] = "rchar: 9\nread_bytes: 0\nwrite_bytes: 1000\n";
        ProcessSource source = new(files);
        source.Read(start, [3]);
        files["/proc/1/io"] = "rchar: 9\nread_bytes: 6000000\nwrite_bytes: 1000\n";
        source.Read(start.AddSeconds(60), [3]).Select(one => (one.Name, one.OpenFiles, one.DiskBytesPerSecond, one.HasServer)).ShouldBe([("hog", 1_500, 100_000.0, false), ("shop", 20, null, true)], ignoreOrder: true);
    }
}
