using System.CommandLine;

namespace Holdfast.Cli.Tests;

public class CommandTreeTests
{
    public static TheoryData<string> Commands => [.. CommandTree.Create().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void HelpOfEveryCommand_EndsWithExamples(string command)
    {
        using StringWriter output = new();
        CommandTree.Create().Parse([command, "--help"]).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        string help = output.ToString();
        help.ShouldContain($"Examples:\n  holdfast {command}");
        help.ShouldContain("Description:");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryExample_CanBeUsed(string command)
    {
        ExampleCommand known = (ExampleCommand)CommandTree.Create().Subcommands.First(candidate => candidate.Name == command);
        foreach (string example in known.Examples.Where(example => example.StartsWith("holdfast ", StringComparison.Ordinal)))
        {
            string arguments = example["holdfast ".Length..].Split(['|', '>', '#'])[0].Trim();
            UsageErrors.Find(CommandTree.Create().Parse(arguments.Split(' '))).ShouldBeNull(example);
        }
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
