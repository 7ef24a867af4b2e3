using System.CommandLine;

namespace Holdfast.Cli;

internal static class IncidentResolveCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string?> text = new("--how") { Description = "What ended it, in a sentence", HelpName = "TEXT" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "resolve",
            "End an incident that is over; without a word it is resolved after 15 minutes without trouble",
            "holdfast incident resolve latest --how 'the limit is raised to 240'",
            "holdfast incident resolve 12")
        { incident, text, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => IncidentCalls.Send(
            result,
            IncidentCalls.PathOf(result.GetRequiredValue(incident), "resolve"),
            IncidentCalls.Nothing with { Text = result.GetValue(text), As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"{IncidentCalls.NameOf(report)} is resolved"));
        return command;
    }
}
