using System.CommandLine;
using System.Globalization;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class PostmortemListCommand
{
    public static Command Create()
    {
        Argument<string?> find = new("TEXT") { Description = "Only those whose title has it", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "list",
            "List postmortems, the newest first: what happened, how long, how many users, how far the review is",
            "holdfast postmortem list",
            "holdfast postmortem list pool-exhaustion",
            "holdfast postmortem list --json")
        { find, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetValue(find), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string? find, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/postmortems{(find is null ? "" : $"?find={Uri.EscapeDataString(find)}")}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : Text(answer.Read(IncidentJson.Default.PostmortemListReport)));
        return 0;
    }

    private static string Text(PostmortemListReport list)
    {
        if (list.Postmortems.Count == 0)
        {
            return "no postmortems\n";
        }

        TextTable table = new(">incident", "status", "severity", "began (UTC)", ">lasted", ">users hit", "reviewer", "title");
        foreach (PostmortemReport report in list.Postmortems)
        {
            table.Add(
                report.Incident.ToString(CultureInfo.InvariantCulture),
                report.Status,
                report.Severity,
                report.Start?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-",
                report.DownSeconds is { } seconds ? IncidentStory.Duration(seconds) : "-",
                string.Create(CultureInfo.InvariantCulture, $"{report.UsersPercent:0.#} %"),
                report.Reviewer ?? "-",
                report.Title);
        }

        return table.ToString();
    }
}
