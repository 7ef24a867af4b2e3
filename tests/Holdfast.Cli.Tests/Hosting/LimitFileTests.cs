#pragma warning disable CA1416
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public sealed class LimitFileTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private static readonly LearnedLimit[] Limits = [new("shop", "a", "10.0.0.1:80", 34), new("shop", "b\"", "10.0.0.2:80", 1)];

    private readonly StringWriter log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public void WhatWasKept_IsReadAgain_AndIsForTheOwnerOnly()
    {
        using Workplace workplace = new();
        string directory = workplace.File("state");
        File(directory).Keep(() => Limits, Second);
        string path = Directory.GetFiles(directory).ShouldHaveSingleItem();
        Path.GetFileName(path).ShouldBe("limits-127.0.0.1-8080.json");
        System.IO.File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File(directory).Read().ShouldBe(Limits);
        log.ToString().ShouldContain("2 servers begin with half of the limit");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":1,\"limits\":[{\"pool\":\"shop\"")]
    [InlineData("{\"version\":2,\"limits\":[]}")]
    [InlineData("{\"version\":1,\"limits\":[{\"pool\":\"shop\",\"server\":\"a\",\"address\":\"b\",\"limit\":0}]}")]
    [InlineData("{\"version\":1,\"limits\":[{\"pool\":\"shop\",\"server\":\"a\",\"address\":\"b\",\"limit\":\"many\"}]}")]
    [InlineData("{\"version\":1,\"limits\":[{\"pool\":\"shop\",\"server\":null,\"address\":\"b\",\"limit\":3}]}")]
    [InlineData("[]")]
    public void FileThatCannotBeTrusted_IsAWarningAndAFreshStart(string text)
    {
        using Workplace workplace = new();
        workplace.Write("limits-127.0.0.1-8080.json", text);
        File(workplace.Path).Read().ShouldBeEmpty();
        log.ToString().ShouldContain("warning the learned limits in");
    }

    [Fact]
    public void NoFile_IsAFreshStartWithoutAWord()
    {
        using Workplace workplace = new();
        File(workplace.Path).Read().ShouldBeEmpty();
        log.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Writes_AreSeldomAndOnlyOfWhatHasChanged()
    {
        using Workplace workplace = new();
        LimitFile file = File(workplace.Path);
        int asked = 0;
        IReadOnlyList<LearnedLimit> Ask()
        {
            asked++;
            return Limits;
        }

        file.Keep(Ask, Second);
        file.Keep(Ask, 2 * Second);
        asked.ShouldBe(1);
        System.IO.File.Delete(Directory.GetFiles(workplace.Path).Single());
        file.Keep(Ask, 7 * Second);
        asked.ShouldBe(2);
        Directory.GetFiles(workplace.Path).ShouldBeEmpty();
    }

    [Fact]
    public void DiskThatCannotBeWritten_IsOneWarning()
    {
        LimitFile file = File("/dev/null/state");
        file.Keep(() => Limits, Second);
        file.Keep(() => [Limits[0]], 10 * Second);
        log.ToString().Split("could not be kept").Length.ShouldBe(2);
    }

    [Fact]
    public void NoDirectoryOrNoLastingName_KeepsNothing()
    {
        LimitFile.In(null, "/run/a.sock", Events()).ShouldBeNull();
        LimitFile.In("/tmp", null, Events()).ShouldBeNull();
    }

    private LimitFile File(string directory) => LimitFile.In(directory, "/run/holdfast/127.0.0.1-8080.sock", Events())!;

    private EventLog Events() => new(log, SystemClock.Instance);
}
