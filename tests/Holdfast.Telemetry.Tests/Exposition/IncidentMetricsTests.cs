using System.Buffers;
using System.Text;

namespace Holdfast.Telemetry.Tests;

public class IncidentMetricsTests
{
    [Fact]
    public void Incidents_AreShownByStatusAndSeverity_WithTasksAndMessages()
    {
        string text = Write(new IncidentsReading { Open = [("confirmed", "sev1", 2), ("confirmed", "sev2", 0)], TasksOpen = 5, TasksOverdue = 1, MessagesUndelivered = 3 });
        text.ShouldContain("# TYPE holdfast_incidents_open gauge\n");
        text.ShouldContain("holdfast_incidents_open{status=\"confirmed\",severity=\"sev1\"} 2\n");
        text.ShouldContain("holdfast_incidents_open{status=\"confirmed\",severity=\"sev2\"} 0\n");
        text.ShouldContain("holdfast_tasks_open 5\n");
        text.ShouldContain("holdfast_tasks_overdue 1\n");
        text.ShouldContain("holdfast_messages_undelivered 3\n");
    }

    [Fact]
    public void GatewayThatKeepsNoIncidents_ShowsNothingOfThem() => Write(null).ShouldNotContain("holdfast_incidents");

    private static string Write(IncidentsReading? reading)
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.ReadIncidents = reading is null ? null : () => reading;
        ArrayBufferWriter<byte> output = new();
        PrometheusText.Write(catalog, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
