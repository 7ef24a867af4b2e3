using Holdfast.Agent.Running;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Running;

public sealed class StateFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-agent-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatIsRemembered_ComesBack()
    {
        string path = Path.Combine(folder, "deep", "agent.json");
        HostMemory memory = new();
        DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        memory.Starts.Note("boot", 10, [FixtureHost.Server(startedAt: now)], now);
        memory.Trends.Note("disk /", 300, 5.5);
        memory.Rises.Note("killed", 7, now);
        new StateFile(path).Write(memory.Keep(now, wasStopped: true));
        KeptState kept = new StateFile(path).Read().ShouldNotBeNull();
        HostMemory back = new();
        back.Restore(kept);
        back.Starts.BootId.ShouldBe("boot");
        back.Starts.Servers[8000].Pid.ShouldBe(42);
        back.Trends.All["disk /"].Points.ShouldBe([new TrendPoint(300, 5.5)]);
        back.Rises.All["killed"].Value.ShouldBe(7);
        kept.WasStopped.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"trends\":")]
    [InlineData("[1]")]
    public void BrokenFile_IsNone(string text)
    {
        string path = Path.Combine(folder, "agent.json");
        File.WriteAllText(path, text);
        new StateFile(path).Read().ShouldBeNull();
    }

    [Fact]
    public void PlaceThatCannotBeWritten_IsSaid()
    {
        StateFile file = new("/proc/no-such-place/agent.json");
        file.Write(new KeptState());
        file.Problem.ShouldNotBeNull();
    }
}
