using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tests;

/// <summary>A disk that takes nothing: incidents go on, people are told, it is said loudly, and everything is written when there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-full-").FullName;
    private readonly VirtualClock clock = new(DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));
    private readonly StringWriter log = new();

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData(100_000)]
    [InlineData(20)]
    public void DiskThatFillsUp_StopsNothing_AndIsSaidInCapitals(int waitingMaximum)
    {
        using RecordStore store = new(new RecordStoreOptions { Path = Path.Combine(directory, "incidents.db"), Bytes = 64 * 4096, WaitingMaximum = waitingMaximum }, clock, new EventLog(log, clock));
        (IncidentDesk desk, EscalationDesk escalation, FakeChannel pager) = Desks(store);
        int opened = 0;
        while (opened < 400 && !desk.Book.IsBroken)
        {
            LiveThroughOne(desk, escalation, $"outage {++opened} {new string('x', 1000)}");
        }

        desk.Book.IsBroken.ShouldBeTrue("the bound of the file was never reached");
        log.ToString().ShouldContain("RECORDS OF INCIDENTS ARE NOT WRITTEN TO DISK");
        for (int more = 0; more < 20; more++)
        {
            LiveThroughOne(desk, escalation, $"outage {++opened}");
        }

        desk.Book.All.Count().ShouldBe(opened);
        desk.Book.All.ShouldAllBe(incident => incident.Status == IncidentStatus.Resolved && incident.AcknowledgedBy == "anna");
        pager.Got.Count(word => word.Purpose == "page").ShouldBe(opened, "everybody was told, on disk or not");
        pager.Got.Select(word => word.Key).Distinct().Count().ShouldBe(pager.Got.Count);
    }

    [Fact]
    public void DiskThatIsBack_HasAllOfIt_InOrder_WithTheNumbersThatPeopleWereTold()
    {
        string folder = Path.Combine(directory, "later");
        File.WriteAllText(folder, "a file where the folder should be");
        string path = Path.Combine(folder, "incidents.db");
        string[] before;
        using (RecordStore store = new(new RecordStoreOptions { Path = path }, clock, new EventLog(log, clock)))
        {
            (IncidentDesk desk, EscalationDesk escalation, FakeChannel pager) = Desks(store);
            LiveThroughOne(desk, escalation, "customers cannot pay");
            desk.Book.IsBroken.ShouldBeTrue();
            pager.Got.ShouldNotBeEmpty();
            File.Delete(folder);
            clock.Advance(TimeSpan.FromSeconds(6));
            desk.Note(1, "there is room again", NoteKind.Note, null, "anna").Incident.ShouldNotBeNull();
            desk.Book.IsBroken.ShouldBeFalse();
            before = References(desk.Book);
        }

        using RecordStore next = new(new RecordStoreOptions { Path = path }, clock, new EventLog(log, clock));
        IncidentBook book = new(next);
        book.Refresh();
        References(book).ShouldBe(before);
        book.All.ShouldHaveSingleItem().Of(EntryKind.Note).ShouldHaveSingleItem().Text.ShouldBe("there is room again");
    }

    private (IncidentDesk Desk, EscalationDesk Escalation, FakeChannel Pager) Desks(RecordStore store)
    {
        IncidentBook book = new(store);
        FakeChannel pager = new();
        EscalationDesk escalation = new(book, clock, _ => pager);
        escalation.TakePolicy(Kills.KillVictim.Policy).ShouldBeEmpty();
        return (new IncidentDesk(book, clock), escalation, pager);
    }

    private void LiveThroughOne(IncidentDesk desk, EscalationDesk escalation, string title)
    {
        long id = desk.Open(title, "shop", null, null, "anna").Incident.ShouldNotBeNull().Id;
        escalation.Tick();
        escalation.Lanes();
        escalation.Pump("sink");
        clock.Advance(TimeSpan.FromSeconds(1));
        desk.Acknowledge(id, "anna").Incident.ShouldNotBeNull();
        desk.Resolve(id, null, "anna").Incident.ShouldNotBeNull();
        // Only those that are not over are looked at.
        clock.Advance(TimeSpan.FromHours(2));
    }

    private static string[] References(IncidentBook book) => [.. book.All.SelectMany(incident => incident.Entries).Select(entry => $"{entry.Id} {entry.Kind} {entry.RecordedAt:O} {entry.Text}")];
}
