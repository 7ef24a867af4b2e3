using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>What the commands about postmortems have in common.</summary>
internal static class PostmortemCalls
{
    // A version that is published waits for the disk.
    private static readonly ApiChange<IncidentRequest, PostmortemReport> Change = new(IncidentJson.Default.IncidentRequest, IncidentJson.Default.PostmortemReport, static _ => true);

    /// <summary>"postmortem of incident 12 (shop: surge)".</summary>
    public static string NameOf(PostmortemReport report) => $"postmortem of incident {report.Incident} ({report.Title})";

    /// <summary>"a draft, waiting for a review": a status alone is no sentence.</summary>
    public static string StatusOf(PostmortemReport report) => report.Status switch
    {
        "none" => "not written yet",
        "draft" => "a draft that nobody is asked to review yet",
        _ => report.Status,
    };

    /// <summary>Asks for a change and says in one line what became of it.</summary>
    public static int Send(ParseResult arguments, string incident, string action, IncidentRequest wish, bool json, Func<PostmortemReport, string> done) =>
        Change.Send(arguments, IncidentCalls.PathOf(incident, action), wish, json, done);
}
