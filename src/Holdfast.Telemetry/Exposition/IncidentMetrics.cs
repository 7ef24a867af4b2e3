using System.Text;

namespace Holdfast.Telemetry;

/// <summary>Incidents, the tasks learned from them, and the messages that nobody has heard: what other monitoring watches of this one.</summary>
internal static class IncidentMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        if (catalog.ReadIncidents?.Invoke() is not { } reading)
        {
            return;
        }

        writer.Family("holdfast_incidents_open", "gauge", "Incidents that are not resolved, by status and severity.");
        foreach ((string status, string severity, int count) in reading.Open)
        {
            writer.Sample(Encoding.UTF8.GetBytes($"status=\"{status}\",severity=\"{severity}\""), count);
        }

        writer.Family("holdfast_tasks_open", "gauge", "Tasks that are not closed, those that are overdue among them.");
        writer.Sample(default, reading.TasksOpen);
        writer.Family("holdfast_tasks_overdue", "gauge", "Tasks that are not closed and were due before today.");
        writer.Sample(default, reading.TasksOverdue);
        writer.Family("holdfast_messages_undelivered", "gauge", "Messages about incidents that nobody has heard for a minute by any of their channels.");
        writer.Sample(default, reading.MessagesUndelivered);
    }
}
