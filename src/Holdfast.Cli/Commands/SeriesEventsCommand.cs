using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast series events`: what changed.</summary>
internal static class SeriesEventsCommand
{
    public static Command Create()
    {
        Option<string> from = new("--from") { Description = "Begin: -10m, -2h, 2026-11-21T10:00:00Z or Unix seconds", HelpName = "TIME", DefaultValueFactory = _ => "-1d" };
        Option<string> to = new("--to") { Description = "End, written the same way", HelpName = "TIME", DefaultValueFactory = _ => "now" };
        Option<string?> kind = new("--kind") { Description = "Only events of this kind: configuration, weights, limit, version, deployment, operator, health, restart, clock, host, other", HelpName = "KIND" };
        Option<bool> json = new("--json") { Description = "Print the events as JSON, as GET /api/events gives them" };
        ExampleCommand command = new(
            "events",
            "Show what changed: configurations, limits, versions, deployments, what operators did, servers out and back, findings on hosts, restarts, clock steps",
            "holdfast series events",
            "holdfast series events --from -2h --kind configuration")
        { from, to, kind, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetRequiredValue(from), result.GetRequiredValue(to), result.GetValue(kind), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string from, string to, string? kind, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        string wish = kind is null ? "" : $"&kind={Uri.EscapeDataString(kind)}";
        AdminAnswer answer = api.Get($"api/events?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}{wish}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : SeriesText.Format(answer.Read(ApiJson.Default.EventListReport)));
        return 0;
    }
}
