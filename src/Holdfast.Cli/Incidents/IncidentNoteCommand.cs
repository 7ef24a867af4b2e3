using System.CommandLine;

namespace Holdfast.Cli;

internal static class IncidentNoteCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Argument<string> text = new("TEXT") { Description = "What was seen, done or thought, in a sentence" };
        Option<string> kind = new("--kind") { Description = "note, investigated, assumed, wrong-path, did or told-users: its place in the postmortem", HelpName = "KIND", DefaultValueFactory = _ => "note" };
        kind.AcceptOnlyFromAmong("note", "investigated", "assumed", "wrong-path", "did", "told-users");
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "note",
            "Write a note into the timeline of an incident",
            "holdfast incident note latest 'restarted the cache'",
            "holdfast incident note 12 'the network was not it: pings are fine' --kind wrong-path",
            "holdfast incident note 12 'status page updated' --kind told-users")
        { incident, text, kind, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => IncidentCalls.Send(
            result,
            IncidentCalls.PathOf(result.GetRequiredValue(incident), "notes"),
            IncidentCalls.Nothing with { Text = result.GetRequiredValue(text), Kind = result.GetRequiredValue(kind), As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"noted in incident {report.Id}"));
        return command;
    }
}
