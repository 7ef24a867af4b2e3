using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class TaskListCommand
{
    public static Command Create()
    {
        Argument<string?> find = new("TEXT") { Description = "Only those whose text has it", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> overdue = new("--overdue") { Description = "Only those that should be done by now" };
        Option<bool> closed = new("--closed") { Description = "Those that are done" };
        Option<bool> all = new("--all") { Description = "Open and closed ones" };
        Option<string?> owner = new("--owner") { Description = "Only of this owner", HelpName = "NAME" };
        Option<long?> incident = new("--incident") { Description = "Only of this incident", HelpName = "NUMBER" };
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "list",
            "List tasks, what is due first comes first; open ones unless something else is asked for",
            "holdfast task list",
            "holdfast task list --overdue",
            "holdfast task list --owner anna",
            "holdfast task list --json | jq '.tasks[] | {id, owner, due, daysOverdue}'")
        { find, overdue, closed, all, owner, incident, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(
            result,
            Query(
                ("state", result.GetValue(all) ? "all" : result.GetValue(closed) ? "closed" : "open"),
                ("overdue", result.GetValue(overdue) ? "true" : null),
                ("owner", result.GetValue(owner)),
                ("incident", result.GetValue(incident)?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("find", result.GetValue(find))),
            result.GetValue(json)));
        return command;
    }

    private static string Query(params (string Name, string? Value)[] wishes) =>
        string.Join('&', wishes.Where(wish => !string.IsNullOrEmpty(wish.Value)).Select(wish => $"{wish.Name}={Uri.EscapeDataString(wish.Value!)}"));

    private static int Print(ParseResult arguments, string query, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/tasks?{query}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : TaskText.Of(answer.Read(IncidentJson.Default.TaskListReport)));
        return 0;
    }
}
