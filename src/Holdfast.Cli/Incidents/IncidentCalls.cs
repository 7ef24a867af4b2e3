using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>What the commands about incidents have in common: arguments, the wish that is sent, the answer that is printed.</summary>
internal static class IncidentCalls
{
    private static readonly ApiChange<IncidentRequest, IncidentReport> Change = new(IncidentJson.Default.IncidentRequest, IncidentJson.Default.IncidentReport, report => report.Durable);

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
    public static int Send(ParseResult arguments, string path, IncidentRequest wish, bool json, Func<IncidentReport, string> done) => Change.Send(arguments, path, wish, json, done);

    /// <summary>"incident 12 (shop: surge)": whoever wrote to the latest one sees which one it was.</summary>
    public static string NameOf(IncidentReport report) => $"incident {report.Id} ({report.Title})";

    public static string PathOf(string incident, string action) => $"api/incidents/{Uri.EscapeDataString(incident)}/{action}";
}
