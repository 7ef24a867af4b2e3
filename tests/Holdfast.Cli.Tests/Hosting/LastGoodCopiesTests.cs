#pragma warning disable CA1416
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public class LastGoodCopiesTests
{
    [Fact]
    public void Copy_IsForTheOwnerOnly_AndHoldsTheText()
    {
        using Workplace workplace = new();
        AppliedConfig applied = Applied("listeners: []");
        new LastGoodCopies(workplace.File("state"), Silent()).Keep(applied);

        string copy = Directory.GetFiles(workplace.File("state")).ShouldHaveSingleItem();
        Path.GetFileName(copy).ShouldBe($"{applied.Fingerprint}.yaml");
        File.ReadAllText(copy).ShouldBe("listeners: []");
        File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef")]
    [InlineData("")]
    public void WhatIsNoFingerprintOfACopy_IsNotFound(string fingerprint)
    {
        using Workplace workplace = new();
        LastGoodCopies copies = new(workplace.Path, Silent());
        AppliedConfig applied = Applied("listeners: []");
        copies.Keep(applied);
        copies.Find(fingerprint).ShouldBeNull();
        copies.Find(applied.Fingerprint).ShouldBe("listeners: []");
    }

    [Fact]
    public void ManyCopies_LeaveTheNewest()
    {
        using Workplace workplace = new();
        LastGoodCopies copies = new(workplace.Path, Silent());
        string other = workplace.Write("gateway.yaml", "the operator's own file");
        File.SetLastWriteTimeUtc(other, DateTime.UnixEpoch);
        for (int number = 0; number < 30; number++)
        {
            copies.Keep(Applied($"# {number}"));
            string written = workplace.File($"{AppliedConfig.FingerprintOf($"# {number}")}.yaml");
            File.SetLastWriteTimeUtc(written, DateTime.UnixEpoch.AddDays(number));
        }

        string[] left = Directory.GetFiles(workplace.Path);
        left.Length.ShouldBe(21);
        left.ShouldContain(other, "only copies are removed");
        left.Select(File.ReadAllText).ShouldContain("# 29");
        left.Select(File.ReadAllText).ShouldNotContain("# 0");
    }

    [Fact]
    public void DiskThatCannotBeWritten_IsAWarning()
    {
        using StringWriter log = new();
        new LastGoodCopies("/dev/null/state", new EventLog(log, SystemClock.Instance)).Keep(Applied("x"));
        log.ToString().ShouldContain("warning no copy of the configuration could be kept in /dev/null/state");
    }

    [Theory]
    [InlineData("/given", "/service", "/xdg", "/home", "/given")]
    [InlineData(null, "/service:/other", "/xdg", "/home", "/service")]
    [InlineData(null, null, "/xdg", "/home", "/xdg/holdfast")]
    [InlineData(null, null, "", "/people/ada", "/people/ada/.local/state/holdfast")]
    [InlineData(null, null, null, null, null)]
    public void Directory_IsTheFirstThatIsKnown(string? option, string? service, string? xdg, string? home, string? expected) =>
        LastGoodCopies.DirectoryFrom(option, name => name switch { "STATE_DIRECTORY" => service, "XDG_STATE_HOME" => xdg, _ => home }).ShouldBe(expected);

    private static AppliedConfig Applied(string text) => new(new GatewayConfig(), text, "gateway.yaml", 1, DateTimeOffset.UnixEpoch);

    private static EventLog Silent() => new(TextWriter.Null, SystemClock.Instance);
}
