using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Tasks;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public class IncidentCountsTests
{
    [Fact]
    public void WhatIsOpen_IsCountedByStatusAndSeverity()
    {
        VirtualClock clock = new();
        using RecordStore store = new(new RecordStoreOptions { Path = null }, clock, new EventLog(TextWriter.Null, clock));
        IncidentBook book = new(store);
        IncidentDesk desk = new(book, clock);
        TaskDesk tasks = new(book, new DrillLedger(store), clock);
        desk.Open("customers cannot pay", null, "sev2", null, "anna");
        desk.Open("it is slow", null, "sev2", null, "anna");
        desk.Open("it was slow", null, "sev3", null, "anna");
        desk.Resolve(3, null, "anna");
        tasks.Add(new NewTask("write it down", "mitigate", "anna", null, null, null, null, null, null), "anna").Problem.ShouldBeNull();
        tasks.Add(new NewTask("write more of it down", "mitigate", "anna", null, null, null, null, null, null), "anna").Problem.ShouldBeNull();
        tasks.Close("T1", "https://wiki.example.org/runbook", null, null, "ben").Problem.ShouldBeNull();

        IncidentsReading now = IncidentCounts.Of(desk, tasks, null);
        now.Open.Count.ShouldBe(12, "three statuses with four severities each");
        now.Open.Where(one => one.Count > 0).ShouldBe([("confirmed", "sev2", 2)]);
        (now.TasksOpen, now.TasksOverdue).ShouldBe((1, 0));
        clock.Advance(TimeSpan.FromDays(60));
        IncidentCounts.Of(desk, tasks, null).TasksOverdue.ShouldBe(1);
    }
}
