using System.CommandLine;
using System.Text.Json;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>What the commands about postmortems have in common.</summary>
internal static class PostmortemCalls
{
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
    public static int Send(ParseResult arguments, string incident, string action, IncidentRequest wish, bool json, Func<PostmortemReport, string> done)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post(IncidentCalls.PathOf(incident, action), JsonSerializer.Serialize(wish, IncidentJson.Default.IncidentRequest));
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : done(answer.Read(IncidentJson.Default.PostmortemReport)) + "\n");
        return 0;
    }
}
