using System.CommandLine;

namespace Holdfast.Cli.Tests;

public class LonelyOptionsTests
{
    private readonly Option<bool> once = new("--once");
    private readonly Option<string?> place = new("--place") { DefaultValueFactory = static _ => "here" };
    private readonly Command command;

    public LonelyOptionsTests() => command = new Command("look") { once, place };

    [Theory]
    [InlineData("--place there", "--place says nothing without --once")]
    [InlineData("--place there --once", null)]
    [InlineData("", null)]
    public void OptionWithoutTheOneItBelongsTo_IsWrongUse(string line, string? problem)
    {
        LonelyOptions.RefuseWithout(command, once, place);
        command.Parse(line).Errors.Select(error => error.Message).ShouldBe(problem is null ? [] : [problem]);
    }

    [Theory]
    [InlineData("--place there --once", "--place says nothing with --once")]
    [InlineData("--once", null)]
    [InlineData("--place there", null)]
    public void OptionBesideOneThatMakesItIdle_IsWrongUse(string line, string? problem)
    {
        LonelyOptions.RefuseBeside(command, once, place);
        command.Parse(line).Errors.Select(error => error.Message).ShouldBe(problem is null ? [] : [problem]);
    }
}
