using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class TaskAddCommand
{
    public static Command Create()
    {
        Argument<string> text = new("TEXT") { Description = "What is to be done: a verb, one thing, and when it is finished" };
        Option<string> type = new("--type") { Description = "prevent or detect (closed by a green drill), or mitigate (closed by a link)", HelpName = "TYPE", Required = true };
        type.AcceptOnlyFromAmong("prevent", "detect", "mitigate");
        Option<string?> owner = new("--owner") { Description = "Who does it; by default who adds it", HelpName = "NAME" };
        Option<string?> due = new("--due") { Description = "Day until which it is done; by default in 14, 7 or 10 days (prevent, detect, mitigate)", HelpName = "2026-12-24" };
        Option<int?> priority = new("--priority") { Description = "1 (first) to 5; 2 by default", HelpName = "NUMBER" };
        Option<long?> incident = new("--incident") { Description = "The incident that it was learned from", HelpName = "NUMBER" };
        Option<string?> link = new("--link") { Description = "Ticket or change", HelpName = "URL" };
        Option<string?> drill = new("--drill") { Description = "The drill that is to prove it; learned-NUMBER for a task of an incident", HelpName = "NAME" };
        Option<string?> finding = new("--finding") { Description = "Name of what a program has found: it is not added again while it is open", HelpName = "NAME" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "add",
            "Add a task by hand, or for what a program has found",
            "holdfast task add 'raise limits.connections of pool shop to 240' --type prevent --incident 12 --owner anna",
            "holdfast task add 'write down how a server is added' --type mitigate --due 2026-12-24",
            "holdfast task add 'find where a tenth of the capacity went' --type prevent --finding find-max:shop --drill marketing-surge")
        { text, type, owner, due, priority, incident, link, drill, finding, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => TaskCalls.Send(
            result,
            "api/tasks",
            new TaskRequest
            {
                Text = result.GetRequiredValue(text),
                Type = result.GetRequiredValue(type),
                Owner = result.GetValue(owner),
                Due = result.GetValue(due),
                Priority = result.GetValue(priority),
                Incident = result.GetValue(incident),
                Link = result.GetValue(link),
                Drill = result.GetValue(drill),
                Finding = result.GetValue(finding),
                As = result.GetRequiredValue(by),
            },
            result.GetValue(json),
            report => $"task {report.Id}: {report.Owner}, due {report.Due}"));
        return command;
    }
}
