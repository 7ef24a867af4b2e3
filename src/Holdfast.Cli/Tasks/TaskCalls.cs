using System.CommandLine;
using System.Text.Json;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>What the commands about tasks have in common.</summary>
internal static class TaskCalls
{
    public static Argument<string> TaskArgument() => new("ID") { Description = "Such as 12-1 (of incident 12) or T3" };

    public static string PathOf(string task, string step = "") => $"api/tasks/{Uri.EscapeDataString(task)}{(step.Length == 0 ? "" : "/" + step)}";

    /// <summary>Asks for a change and says in one line what became of it.</summary>
    public static int Send(ParseResult arguments, string path, TaskRequest wish, bool json, Func<TaskReport, string> done)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post(path, JsonSerializer.Serialize(wish, IncidentJson.Default.TaskRequest));
        if (answer.Status is not (200 or 201))
        {
            return answer.Refuse();
        }

        TaskReport report = answer.Read(IncidentJson.Default.TaskReport);
        Console.Out.Write(json ? answer.Body + "\n" : done(report) + "\n");
        if (!report.Durable)
        {
            Console.Error.WriteLine("holdfast: this is kept in memory only: the gateway cannot write to its disk");
        }

        return 0;
    }
}
