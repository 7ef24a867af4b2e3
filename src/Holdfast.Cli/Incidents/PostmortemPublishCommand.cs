using System.CommandLine;

namespace Holdfast.Cli;

internal static class PostmortemPublishCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "publish",
            "Publish an approved postmortem: its page is frozen with its hash, its tasks begin; a correction is a new version",
            "holdfast postmortem publish 12",
            "holdfast postmortem publish latest --as anna")
        { incident, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => PostmortemCalls.Send(
            result,
            result.GetRequiredValue(incident),
            "postmortem/publish",
            IncidentCalls.Nothing with { As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"postmortem of incident {report.Incident}, version {report.PublishedVersion} is published, its page has sha256 {report.Pages[^1].Hash}"));
        return command;
    }
}
