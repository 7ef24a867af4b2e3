using System.CommandLine;

namespace Holdfast.Cli;

internal static class IncidentCloseCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string?> because = new("--because") { Description = "Why it needs no postmortem, or no drill; without it both must be there", HelpName = "TEXT" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "close",
            "Close an incident from which everything was learned; with its postmortem published and every task closed it is closed without a word",
            "holdfast incident close 12",
            "holdfast incident close 12 --because 'a test of the pager, nobody was hurt'")
        { incident, because, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => IncidentCalls.Send(
            result,
            IncidentCalls.PathOf(result.GetRequiredValue(incident), "close"),
            IncidentCalls.Nothing with { Text = result.GetValue(because), As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"{IncidentCalls.NameOf(report)} is closed{(report.ClosedBecause is { } reason ? $": {reason}" : "")}"));
        return command;
    }
}
