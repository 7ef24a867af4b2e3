using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;

namespace Holdfast.Incidents.Tests;

public sealed class IncidentBookTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-book").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void IncidentReadFromDisk_IsTheSame()
    {
        string path = Path.Combine(directory, "incidents.db");
        string before;
        using (Bench bench = new(path))
        {
            bench.Run(100);
            bench.Outage();
            bench.Desk.Note(1, "the network was not it", NoteKind.WrongPath, null, "anna");
            before = Text(bench.Only);
        }

        using Bench again = new(path);
        again.Book.Refresh();
        Text(again.Only).ShouldBe(before);
    }

    [Fact]
    public void NewIncident_HasTheNextNumber()
    {
        using Bench bench = new();
        bench.Desk.Open("a", null, null, null, "anna").Incident!.Id.ShouldBe(1);
        bench.Desk.Open("b", null, null, null, "anna").Incident!.Id.ShouldBe(2);
    }

    private static string Text(Incident incident) =>
        System.Text.Json.JsonSerializer.Serialize(IncidentReports.Of(incident, isDurable: true, withTimeline: true), IncidentJson.Default.IncidentReport);
}
