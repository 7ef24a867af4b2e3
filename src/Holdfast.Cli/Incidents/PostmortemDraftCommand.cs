using System.CommandLine;

namespace Holdfast.Cli;

internal static class PostmortemDraftCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string?> file = new("--file") { Description = "Markdown of your own as the next version; without it what people have published is taken, or else the records are written down again", HelpName = "FILE" };
        Option<bool> afresh = new("--afresh") { Description = "From the records alone, whatever people have written since" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "draft",
            "Write the next version of a postmortem: from a file, from what people have published, or from the records. Each incident has a first draft as soon as it is resolved",
            "holdfast postmortem draft latest",
            "holdfast postmortem draft 12 --file corrected.md --as anna")
        { incident, file, afresh, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result =>
        {
            if (result.GetValue(afresh) && result.GetValue(file) is not null)
            {
                Console.Error.WriteLine("holdfast: say --file or --afresh: the text comes from there or from the records. See 'holdfast postmortem draft --help'.");
                return UsageErrors.ExitCode;
            }

            return PostmortemCalls.Send(
                result,
                result.GetRequiredValue(incident),
                "postmortem",
                IncidentCalls.Nothing with { Text = result.GetValue(file) is { } path ? InputFile.Text(path, "Write the postmortem in it, in Markdown.") : null, As = result.GetRequiredValue(by), Afresh = result.GetValue(afresh) },
                result.GetValue(json),
                report => $"{PostmortemCalls.NameOf(report)}, version {report.Version}, a draft{(report.PublishedVersion > 0 ? $" (version {report.PublishedVersion} stays published)" : "")}: holdfast postmortem show {report.Incident}");
        });
        return command;
    }
}
