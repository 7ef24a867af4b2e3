using System.CommandLine;
using Holdfast.Foundation;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast postmortem review`: ask, comment, approve or return.</summary>
internal static class PostmortemReviewCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string?> request = new("--request") { Description = "Ask this person to review it", HelpName = "NAME" };
        Option<string?> comment = new("--comment") { Description = "Say something about it", HelpName = "TEXT" };
        Option<string?> section = new("--section") { Description = "With --comment: the part it is about", HelpName = "NAME" };
        Option<bool> approve = new("--approve") { Description = "It may be published as it is" };
        Option<string?> back = new("--return") { Description = "Say what is to be changed first", HelpName = "TEXT" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "review",
            "Review a postmortem: another person than its author asks, comments, approves or returns it",
            "holdfast postmortem review 12 --request ben",
            "holdfast postmortem review 12 --comment 'the second outage is missing' --section Timeline --as ben",
            "holdfast postmortem review 12 --approve --as ben")
        { incident, request, comment, section, approve, back, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result =>
        {
            IncidentRequest[] steps = [.. Steps(result.GetValue(request), result.GetValue(comment), result.GetValue(section), result.GetValue(approve), result.GetValue(back))];
            if (steps.Length != 1)
            {
                Console.Error.WriteLine("holdfast: say one of --request, --comment, --approve, --return. See 'holdfast postmortem review --help'.");
                return UsageErrors.ExitCode;
            }

            return PostmortemCalls.Send(result, result.GetRequiredValue(incident), "postmortem/review", steps[0] with { As = result.GetRequiredValue(by) }, result.GetValue(json), Say);
        });
        return command;
    }

    private static IEnumerable<IncidentRequest> Steps(string? request, string? comment, string? section, bool approve, string? back)
    {
        if (request is not null)
        {
            yield return IncidentCalls.Nothing with { Kind = "request", Person = request };
        }

        if (comment is not null)
        {
            yield return IncidentCalls.Nothing with { Kind = "comment", Text = comment, Title = section };
        }

        if (approve)
        {
            yield return IncidentCalls.Nothing with { Kind = "approve" };
        }

        if (back is not null)
        {
            yield return IncidentCalls.Nothing with { Kind = "return", Text = back };
        }
    }

    internal static string Say(PostmortemReport report) =>
        $"{PostmortemCalls.NameOf(report)}, version {report.Version}: {PostmortemCalls.StatusOf(report)}{(report.Reviewer is { } reviewer ? $", reviewer {reviewer}" : "")}{(report.Comments.Count > 0 ? $", {Counted.Of(report.Comments.Count, "comment")}" : "")}{(report.CauseNote is { } note ? $"\ncause: {note}" : "")}";
}
