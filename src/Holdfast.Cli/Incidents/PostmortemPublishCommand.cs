using System.CommandLine;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;

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
            Done));
        return command;
    }

    /// <summary>A gateway of an earlier version does not say its page's hash, and has published it all the same.</summary>
    internal static string Done(PostmortemReport report) =>
        $"{PostmortemCalls.NameOf(report)}, version {report.PublishedVersion} is published, its {(report.Pages.LastOrDefault() is { } page ? $"page has sha256 {page.Hash}" : $"text has sha256 {report.PublishedHash}")}{Corrected(report)}";

    /// <summary>Who told the same cause in other words sees that it was taken for another one.</summary>
    private static string Corrected(PostmortemReport report) => PostmortemReports.CorrectedIn(report) is { } corrected
        ? $"\ncause: {report.RootCause} ({(report.Cause == CauseCorrection.Unnamed ? "" : $"{report.Cause}, ")}{corrected}). Lists and measures follow it{(report.DiagnosedCause is { } diagnosed ? $"; where it is the same cause in other words, the header of a next version says so: Cause: {diagnosed}" : "")}." : "";
}
