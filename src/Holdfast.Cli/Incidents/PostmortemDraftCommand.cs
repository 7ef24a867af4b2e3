using System.CommandLine;

namespace Holdfast.Cli;

internal static class PostmortemDraftCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string?> file = new("--file") { Description = "Markdown of your own as the next version; without it the records are written down again", HelpName = "FILE" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "draft",
            "Write the next version of a postmortem: from the records, or from a file. Each incident has a first draft as soon as it is resolved",
            "holdfast postmortem draft latest",
            "holdfast postmortem draft 12 --file corrected.md --as anna")
        { incident, file, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => PostmortemCalls.Send(
            result,
            result.GetRequiredValue(incident),
            "postmortem",
            IncidentCalls.Nothing with { Text = result.GetValue(file) is { } path ? InputFile.Text(path, "Write the postmortem in it, in Markdown.") : null, As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"{PostmortemCalls.NameOf(report)}, version {report.Version}, a draft{(report.PublishedVersion > 0 ? $" (version {report.PublishedVersion} stays published)" : "")}: holdfast postmortem show {report.Incident}"));
        return command;
    }
}
