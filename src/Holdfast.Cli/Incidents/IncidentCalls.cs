using System.CommandLine;
using System.Text.Json;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>What the commands about incidents have in common: arguments, the wish that is sent, the answer that is printed.</summary>
internal static class IncidentCalls
{
    public static IncidentRequest Nothing { get; } = new(null, null, null, null, null, null, null, null, null, null);

    public static Argument<string> IncidentArgument() => new("ID") { Description = "Number of the incident, or latest; what writes takes the latest that is more than a suspicion" };

    public static Option<bool> JsonOption() => new("--json") { Description = "Print the gateway's answer as JSON" };

    public static Option<string> AsOption() => new("--as")
    {
        Description = "Who says it, where the gateway has no tokens that say so",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

    /// <summary>Asks for a change and says in one line what became of it.</summary>
    public static int Send(ParseResult arguments, string path, IncidentRequest wish, bool json, Func<IncidentReport, string> done)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post(path, JsonSerializer.Serialize(wish, IncidentJson.Default.IncidentRequest));
        if (answer.Status is not (200 or 201))
        {
            // What makes no sense whatever the incident is like was written wrongly.
            int refused = answer.Refuse();
            return answer.Status == 400 ? UsageErrors.ExitCode : refused;
        }

        IncidentReport report = answer.Read(IncidentJson.Default.IncidentReport);
        Console.Out.Write(json ? answer.Body + "\n" : done(report) + "\n");
        if (!report.Durable)
        {
            Console.Error.WriteLine("holdfast: this is kept in memory only: the gateway cannot write to its disk");
        }

        return 0;
    }

    /// <summary>"incident 12 (shop: surge)": whoever wrote to the latest one sees which one it was.</summary>
    public static string NameOf(IncidentReport report) => $"incident {report.Id} ({report.Title})";

    public static string PathOf(string incident, string action) => $"api/incidents/{Uri.EscapeDataString(incident)}/{action}";
}
