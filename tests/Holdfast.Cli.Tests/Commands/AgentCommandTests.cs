using System.Text.Json;

namespace Holdfast.Cli.Tests;

public sealed class AgentCommandTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Theory]
    [InlineData("--json says nothing without --once", "--json")]
    [InlineData("--state-dir says nothing with --once", "--once", "--state-dir", "here")]
    [InlineData("--state-dir has no name", "--state-dir", "")]
    public void WrongUse_ExitsWithTwo(string expected, params string[] arguments)
    {
        Finished finished = HoldfastProcess.Run(workplace.Path, ["agent", .. arguments]);
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain(expected);
    }

    [Fact]
    public void SingleLook_PrintsAReport_AndExitsWithZero()
    {
        Finished finished = HoldfastProcess.Run(workplace.Path, "agent", "--once", "--json");
        finished.ExitCode.ShouldBe(0, finished.Error);
        finished.Error.ShouldBeEmpty();
        using JsonDocument report = JsonDocument.Parse(finished.Output);
        report.RootElement.GetProperty("levels").GetProperty("memoryBytes").GetInt64().ShouldBeGreaterThan(0);
        // Disks were asked, whatever they said.
        report.RootElement.GetProperty("notSeen").ToString().ShouldNotContain("disks are asked");
        Directory.GetFileSystemEntries(workplace.Path).ShouldBeEmpty();
    }

    [Fact]
    public void AgentWithoutAGateway_SaysSo_AndEndsWithZero_WhenItIsStopped()
    {
        using HoldfastProcess agent = HoldfastProcess.Start(workplace.Path, "agent", "--admin", "127.0.0.1:9", "--state-dir", "state");
        agent.WaitForError("does not take reports");
        agent.Signal("TERM");
        Finished finished = agent.WaitForExit();
        finished.ExitCode.ShouldBe(0, finished.Error);
        File.Exists(workplace.File("state/agent.json")).ShouldBeTrue();
    }
}
