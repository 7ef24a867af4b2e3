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
        source.Read(start);
        files.AddProcess(1, "hog", 0, 3_100, 10_000);
        files.AddProcess(2, "hog", 0, 3_100, 10_000);
        source.Read(start.AddSeconds(60)).ShouldBe([new GroupUse("hog", 1, 2 * 10_000 * 4096, 2, null)]);
    }
}
