using System.CommandLine;
using System.Globalization;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class PostmortemListCommand
{
    public static Command Create()
    {
        Argument<string?> find = new("WORDS") { Description = "Only those that have all of these words, anywhere", Arity = ArgumentArity.ZeroOrOne };
        Option<string?>[] filters = PostmortemFilters.Create();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "list",
            "List postmortems, the newest first: what happened, how long, how many users, how far the review is, what became of the tasks",
            "holdfast postmortem list",
            "holdfast postmortem list 'connections shop'",
            "holdfast postmortem list --cause pool-exhaustion --status published",
            "holdfast postmortem list --json | jq '.postmortems[] | {incident, cause, tasksOpen, drill}'")
        { find, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        Array.ForEach(filters, command.Options.Add);
        command.SetAction(result => Print(result, PostmortemFilters.Query(result, filters, result.GetValue(find)), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string query, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/postmortems?{query}");
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

        TextTable table = new(">incident", "status", "severity", "began (UTC)", ">lasted", ">users hit", "reviewer", ">tasks", "drill", "title");
        foreach (PostmortemReport report in list.Postmortems)
        {
            table.Add(
                report.Incident.ToString(CultureInfo.InvariantCulture),
                PostmortemReports.Standing(report),
                report.Severity,
                report.Start?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-",
                report.DownSeconds is { } seconds ? IncidentStory.Duration(seconds) : "-",
                report.UsersPercent is { } users ? string.Create(CultureInfo.InvariantCulture, $"{users:0.#} %") : "-",
                report.Reviewer ?? "-",
                string.Create(CultureInfo.InvariantCulture, $"{report.TasksClosed} of {report.TasksOpen + report.TasksClosed}"),
                report.Drill ?? "-",
                report.Title);
        }

        return table.ToString();
    }
}
