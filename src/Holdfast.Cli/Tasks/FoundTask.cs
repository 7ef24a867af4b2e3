using System.Text.Json;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>A task for what a program has found.</summary>
internal static class FoundTask
{
    /// <param name="quiet">Something else is on standard output already, for programs.</param>
    /// <returns>The exit code: 1 when the gateway did not take it; why is then on standard error.</returns>
    public static int Add(AdminApi api, TaskRequest wish, bool quiet)
    {
        AdminAnswer answer = api.Post("api/tasks", JsonSerializer.Serialize(wish, IncidentJson.Default.TaskRequest));
        if (answer.Status is not (200 or 201))
        {
            return answer.Refuse();
        }

        if (!quiet)
        {
            string id = answer.Read(IncidentJson.Default.TaskReport).Id;
            Console.Out.WriteLine($"task {id}: holdfast task show {id}");
        }

        return 0;
    }
}
