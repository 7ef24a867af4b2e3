using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Reading;

public class PortSourceTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FixtureFiles files = FixtureFiles.Healthy();

    [Fact]
    public void ProcessThatListens_IsFound_WhateverItsName()
    {
        WatchedServer server = new PortSource(files).Read([8000, 9], Start).ShouldHaveSingleItem();
        server.Pid.ShouldBe(42);
        server.Name.ShouldBe("shop (main)");
        server.ResidentBytes.ShouldBe(100 << 20);
        server.OpenFiles.ShouldBe(2);
        server.OpenFilesMaximum.ShouldBe(1024);
        server.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_893_369_600 + 3600));
    }

    [Fact]
    public void OpenFiles_AreCountedHoweverMany()
    {
        files.Open[42] = 900_000;
        new PortSource(files).Read([8000], Start).ShouldHaveSingleItem().OpenFiles.ShouldBe(900_000);
    }

    [Fact]
    public void MorePortsThanAHostHas_AreNotLookedFor()
    {
        PortSource source = new(files);
        source.Read([8000, .. Enumerable.Range(9000, 50)], Start).ShouldHaveSingleItem();
        source.Missing.ShouldBe(Enumerable.Range(9000, 31));
    }

    [Fact]
    public void OldestOfSeveralOnOneSocket_IsTheServer()
    {
        files.AddProcess(41, "worker", startTicks: 500_000, ticks: 1, pages: 1, socket: 777);
        new PortSource(files).Read([8000], Start).ShouldHaveSingleItem().Pid.ShouldBe(42);
    }

    [Fact]
    public void ProcessThatIsGone_IsLookedForAgain_ButNotMoreThanOnceAMinute()
    {
        PortSource source = new(files);
        source.Read([8000], Start);
        files.Remove("/proc/42/");
        files.AddProcess(99, "shop", startTicks: 900_000, ticks: 1, pages: 1, socket: 777);
        source.Read([8000], Start.AddSeconds(5)).ShouldBeEmpty();
        source.Missing.ShouldBe([8000]);
        source.Read([8000], Start.AddSeconds(61)).ShouldHaveSingleItem().Pid.ShouldBe(99);
    }
}
