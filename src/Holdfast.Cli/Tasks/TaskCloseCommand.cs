using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class TaskCloseCommand
{
    public static Command Create()
    {
        Argument<string> task = TaskCalls.TaskArgument();
        Option<string?> drill = new("--drill") { Description = "The drill whose last run is the proof; by default the task's own", HelpName = "NAME" };
        Option<string?> link = new("--link") { Description = "What was done: a change, a ticket, a document", HelpName = "URL" };
        Option<string?> done = new("--done") { Description = "The day on which it was done; today by default", HelpName = "2026-12-24" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "close",
            "Close a task. What prevents or detects needs a drill that was green after the task was made, what mitigates a link",
            "holdfast task close 12-1",
            "holdfast task close T3 --drill marketing-surge --link https://git.example.org/shop/changes/812",
            "holdfast task close 12-3 --link https://wiki.example.org/runbook --done 2026-11-20")
        { task, drill, link, done, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => TaskCalls.Send(
            result,
            TaskCalls.PathOf(result.GetRequiredValue(task), "close"),
            new TaskRequest { Drill = result.GetValue(drill), Link = result.GetValue(link), Done = result.GetValue(done), As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"task {report.Id} is closed{(report.Proof is { } proof ? $", proven by {proof}" : "")}"));
        return command;
    }
}
