using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>The steps of a task that need one word or none.</summary>
internal static class TaskStepCommands
{
    public static Command Assign() => Create(
        "assign",
        "Say who owns a task",
        new Argument<string>("NAME") { Description = "Who does it" },
        static (wish, name) => wish with { Owner = name },
        static report => $"task {report.Id} is owned by {report.Owner}",
        "holdfast task assign 12-1 anna");

    public static Command Due() => Create(
        "due",
        "Move the day until which a task is done; the days before stay in its history",
        new Argument<string>("DAY") { Description = "As 2026-12-24" },
        static (wish, day) => wish with { Due = day },
        static report => $"task {report.Id} is due {report.Due}",
        "holdfast task due 12-1 2026-12-24");

    public static Command Link() => Create(
        "link",
        "Link a task with a ticket, a change or a document",
        new Argument<string>("LINK") { Description = "An address, or the name of a ticket, commit, change, file or drill" },
        static (wish, link) => wish with { Link = link },
        static report => $"task {report.Id} has {report.Links.Count} {(report.Links.Count == 1 ? "link" : "links")}",
        "holdfast task link 12-1 OPS-142",
        "holdfast task link 12-1 https://git.example.org/shop/changes/812");

    public static Command Start() => Create("start", "Say that work on a task has begun", null, static (wish, _) => wish, static report => $"task {report.Id} is started", "holdfast task start 12-1");

    public static Command Reopen() => Create(
        "reopen",
        "Open a closed task again",
        new Argument<string>("WHY") { Description = "Why", Arity = ArgumentArity.ZeroOrOne },
        static (wish, why) => wish with { Text = why },
        static report => $"task {report.Id} is open again",
        "holdfast task reopen 12-1 'the alert does not fire at night'");

    private static ExampleCommand Create(string step, string description, Argument<string>? word, Func<TaskRequest, string?, TaskRequest> fill, Func<TaskReport, string> done, params string[] examples)
    {
        Argument<string> task = TaskCalls.TaskArgument();
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(step, description, examples) { task };
        if (word is not null)
        {
            command.Arguments.Add(word);
        }

        foreach (Option option in new Option[] { by, json, AdminApi.AddressOption, AdminApi.TokenFileOption })
        {
            command.Options.Add(option);
        }

        command.SetAction(result => TaskCalls.Send(
            result,
            TaskCalls.PathOf(result.GetRequiredValue(task), step),
            fill(new TaskRequest { As = result.GetRequiredValue(by) }, word is null ? null : result.GetValue(word)),
            result.GetValue(json),
            done));
        return command;
    }
}
