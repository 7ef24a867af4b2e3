using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast series list`: which subjects and signals there are.</summary>
internal static class SeriesListCommand
{
    public static Command Create()
    {
        Option<string?> kind = new("--kind") { Description = "Only subjects of this kind: gateway, route, pool, server, class or client", HelpName = "KIND" };
        Option<bool> json = new("--json") { Description = "Print the list as JSON, as GET /api/series gives it" };
        ExampleCommand command = new(
            "list",
            "List the subjects that were recorded and the signals that they have",
            "holdfast series list",
            "holdfast series list --kind server",
            "holdfast series list --json | jq -r '.signals[].signal'")
        { kind, AdminApi.AddressOption, AdminApi.TokenFileOption, json };
        command.SetAction(result => Print(result, result.GetValue(kind), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string? kind, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get(kind is null ? "api/series" : $"api/series?kind={Uri.EscapeDataString(kind)}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : SeriesText.Format(answer.Read(ApiJson.Default.SeriesListReport)));
        return 0;
    }
}
