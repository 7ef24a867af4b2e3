using System.CommandLine;

namespace Holdfast.Cli.Tests;

public class CommandTreeTests
{
    public static TheoryData<string> Commands => [.. All(CommandTree.Create(), "").Select(command => command.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void HelpOfEveryCommand_EndsWithExamples(string command)
    {
        using StringWriter output = new();
        CommandTree.Create().Parse([.. command.Split(' '), "--help"]).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        string help = output.ToString();
        help.ShouldContain($"Examples:\n  holdfast {command}");
        help.ShouldContain("Description:");
    }

    [Fact]
    public void HelpOfAll_ShowsWhatMayBeLeftOutInBrackets()
    {
        using StringWriter output = new();
        CommandTree.Create().Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        string[] lines = output.ToString().Split('\n');
        lines.ShouldContain(line => line.StartsWith("  reload [<CONFIG>] "));
        lines.ShouldContain(line => line.StartsWith("  load [<URL>] "));
        lines.ShouldContain(line => line.StartsWith("  run <CONFIG> "));
        int column = lines.First(line => line.StartsWith("  run <")).IndexOf("  ", 12, StringComparison.Ordinal);
        column.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void HelpBelowACommandThatTakesAFile_AsksForNone()
    {
        using StringWriter output = new();
        CommandTree.Create().Parse(["capacity", "retest", "--help"]).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        output.ToString().ShouldContain(" capacity retest <URL> [options]");
        output.ToString().ShouldContain("there is no default");
        output.ToString().ShouldNotContain("Lines of concurrency");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryExample_CanBeUsed(string command)
    {
        ExampleCommand known = (ExampleCommand)All(CommandTree.Create(), "").First(candidate => candidate.Path == command).Command;
        foreach (string example in known.Examples.Where(example => example.StartsWith("holdfast ", StringComparison.Ordinal)))
        {
            UsageErrors.Find(CommandTree.Create().Parse(Words(example)[1..])).ShouldBeNull(example);
        }
    }

    private static IEnumerable<(string Path, Command Command)> All(Command parent, string path) =>
        parent.Subcommands.SelectMany(child => All(child, $"{path}{child.Name} ").Prepend((path + child.Name, child)));

    /// <summary>As a shell splits a line: quotes keep what is in them together, and what goes on behind a bare | > # is not ours.</summary>
    private static string[] Words(string line)
    {
        string[] parts = line.Split('\'');
        IEnumerable<string> marked = parts.Select((part, index) => index % 2 == 1 ? part.Replace(' ', '\0').Replace('>', '\u0001') : part);
        string own = string.Concat(marked).Split(['|', '>', '#'])[0].Trim();
        return [.. own.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('\0', ' ').Replace('\u0001', '>'))];
    }

    [Fact]
    public void WrongUse_ExitsWithTwo_AndOneLine()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "run", "--chek-only", "x.yaml");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldBe("holdfast: unknown option '--chek-only' of 'holdfast run'. Did you mean '--check-only'?\n");
        finished.Output.ShouldBeEmpty();
    }
}
