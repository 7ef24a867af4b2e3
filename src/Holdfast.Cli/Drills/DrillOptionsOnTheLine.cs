using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>Options that run and compare share.</summary>
internal sealed class DrillOptionsOnTheLine
{
    private readonly Option<bool> quick = new("--quick") { Description = "The same shape in 40 % of the time (drill list has both lengths); processes start and end besides" };
    private readonly Option<string?> json = new("--json") { Description = "Write the report as JSON; - is standard output", HelpName = "FILE" };
    private readonly Option<string?> html = new("--html") { Description = "Write one page with charts that needs nothing but itself", HelpName = "FILE" };
    private readonly Option<string?> logs = new("--logs") { Description = "Copy the logs of gateway and servers there", HelpName = "DIRECTORY" };
    private readonly Option<ulong?> seed = new("--seed") { Description = "Of all randomness; by default the scenario's", HelpName = "NUMBER", CustomParser = Parsers.Seed };
    private readonly Option<string?> state = StateDirectoryOption.Create("Where the verdict is kept");

    public static Argument<string> Name() => new("NAME") { Description = "A drill of `holdfast drill list`, or the path of a scenario (YAML)" };

    public void AddTo(Command command)
    {
        command.Options.Add(quick);
        command.Options.Add(json);
        command.Options.Add(html);
        command.Options.Add(logs);
        command.Options.Add(seed);
        command.Options.Add(state);
    }

    public DrillWishes Read(ParseResult result) => new()
    {
        Quick = result.GetValue(quick),
        Json = result.GetValue(json) is { } file && file != "-" ? file : null,
        JsonOnOutput = result.GetValue(json) == "-",
        Html = result.GetValue(html),
        Logs = result.GetValue(logs),
        Seed = result.GetValue(seed),
        StateDirectory = result.GetValue(state),
    };
}
