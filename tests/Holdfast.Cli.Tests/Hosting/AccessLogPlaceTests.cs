using Holdfast.Configuration;

namespace Holdfast.Cli.Tests;

public sealed class AccessLogPlaceTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public void DirectoryThatDoesNotExist_IsAWarning()
    {
        ConfigFinding warning = Check(workplace.File("gone/access.log")).ShouldNotBeNull();
        warning.Severity.ShouldBe(Severity.Warning);
        warning.Path.ShouldBe("accessLog.path");
        warning.Message.ShouldBe($"there is no directory {workplace.File("gone")} on this machine");
    }

    [Fact]
    public void Directory_IsNotAFile() => Check(workplace.Path).ShouldNotBeNull().Message.ShouldBe($"{workplace.Path} is a directory, not a file");

    [Fact]
    public void NoLog_StandardOutput_AndAFileThatCanBe_AreFine()
    {
        Check(null).ShouldBeNull();
        Check("stdout").ShouldBeNull();
        Check(workplace.File("access.log")).ShouldBeNull();
        Check("access.log").ShouldBeNull();
    }

    private static ConfigFinding? Check(string? path) => AccessLogPlace.Check(new AccessLogConfig { Path = path }, "gateway.yaml");
}
