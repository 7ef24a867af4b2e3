using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>What the commands about tasks have in common.</summary>
internal static class TaskCalls
{
    private static readonly ApiChange<TaskRequest, TaskReport> Change = new(IncidentJson.Default.TaskRequest, IncidentJson.Default.TaskReport, report => report.Durable);

    public static Argument<string> TaskArgument() => new("ID") { Description = "Such as 12-1 (of incident 12) or T3" };

    public static string PathOf(string task, string step = "") => $"api/tasks/{Uri.EscapeDataString(task)}{(step.Length == 0 ? "" : "/" + step)}";

    /// <summary>Asks for a change and says in one line what became of it.</summary>
    public static int Send(ParseResult arguments, string path, TaskRequest wish, bool json, Func<TaskReport, string> done) => Change.Send(arguments, path, wish, json, done);
}
