using Holdfast.Incidents;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Tasks;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Incidents, tasks and messages counted for the metrics. Keeps nothing; any thread.</summary>
internal static class IncidentCounts
{
    private static readonly IncidentStatus[] OpenOnes = [.. Enum.GetValues<IncidentStatus>().Where(Incident.IsOpenIn)];

    /// <param name="escalation">Null while nobody is told anything yet.</param>
    public static IncidentsReading Of(IncidentDesk desk, TaskDesk tasks, EscalationDesk? escalation)
    {
        Incident[] open = [.. desk.Book.All.Where(incident => incident.IsOpen)];
        return new IncidentsReading
        {
            Open = [.. OpenOnes.SelectMany(status => Enum.GetValues<Severity>().Select(severity =>
                (IncidentDesk.Word(status), severity.ToString().ToLowerInvariant(), open.Count(incident => incident.Status == status && incident.Severity == severity))))],
            TasksOpen = desk.Book.Tasks.All.Count(task => task.Phase != TaskPhase.Closed),
            TasksOverdue = tasks.Overdue().Count,
            MessagesUndelivered = escalation?.Undelivered.Count ?? 0,
        };
    }
}
