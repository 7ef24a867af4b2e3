using System.Text.Json;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Inbound;

public sealed class AlertDeskTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly AlertDesk desk;

    public AlertDeskTests()
    {
        desk = new AlertDesk(bench.Book, bench.Clock, bench.Settings);
        bench.Run(100);
    }

    public void Dispose() => bench.Dispose();

    // As Alertmanager 0.27 posts it, with the members that nobody here reads.
    private static string Payload(string startsAt, params (string Fingerprint, string Host, bool Fires)[] alerts)
    {
        bool fires = alerts.Any(alert => alert.Fires);
        string each = string.Join(',', alerts.Select(alert => $$"""
            {
              "status": "{{(alert.Fires ? "firing" : "resolved")}}",
              "labels": {"alertname": "DatabaseSlow", "instance": "{{alert.Host}}", "job": "db", "pool": "shop", "severity": "critical"},
              "annotations": {"description": "{{alert.Host}} answers slowly", "summary": "Database is slow"},
              "startsAt": "{{startsAt}}",
              "endsAt": "{{(alert.Fires ? "0001-01-01T00:00:00Z" : "2030-03-17T17:52:00.5Z")}}",
              "generatorURL": "http://prometheus.example.org/graph?g0.expr=slow",
              "fingerprint": "{{alert.Fingerprint}}"
            }
            """));
        return $$"""
            {
              "receiver": "holdfast", "status": "{{(fires ? "firing" : "resolved")}}",
              "alerts": [{{each}}],
              "groupLabels": {"alertname": "DatabaseSlow"},
              "commonLabels": {"alertname": "DatabaseSlow", "job": "db", "pool": "shop", "severity": "critical"},
              "commonAnnotations": {"summary": "Database is slow"},
              "externalURL": "http://alertmanager.example.org", "version": "4",
              "groupKey": "{}/{severity=\"critical\"}:{alertname=\"DatabaseSlow\"}", "truncatedAlerts": 0
            }
            """;
    }

    [Fact]
    public void OwnIncidentThatComesBackAsAnAlert_OpensNothing()
    {
        string own = Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true)).Replace("DatabaseSlow", "HoldfastIncident", StringComparison.Ordinal);
        Receive(own).ShouldBe(new AlertReceipt(null, 0, 0));
        bench.Book.All.ShouldBeEmpty();
    }

    [Fact]
    public void GroupThatFires_IsOneIncident_ThatPeopleAreCalledFor()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true), ("b2", "db-2", true))).ShouldBe(new AlertReceipt(1, 2, 2));
        Incident incident = bench.Only;
        (incident.Title, incident.Pool, incident.Status, incident.Severity, incident.OpenedBy).ShouldBe(("Database is slow", "shop", IncidentStatus.Confirmed, Severity.Sev2, "alert"));
        incident.Start.ShouldBe(DateTimeOffset.Parse("2030-03-17T17:45:00Z"));
        incident.Of(EntryKind.AlertFiring).Select(entry => entry.Text).ShouldBe(["DatabaseSlow fires: Database is slow", "DatabaseSlow fires: Database is slow"]);
        incident.Of(EntryKind.AlertFiring).First().Get("labels").ShouldBe("alertname=DatabaseSlow, instance=db-1, job=db, pool=shop, severity=critical");
        IncidentStory.Of(IncidentReports.Of(incident, true, true), all: false)[1].Sentences[0].ShouldContain("opened by an alert");
    }

    [Fact]
    public void SameMessageAgain_SaysNothingNew_AndANewHostJoins()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true)));
        int entries = bench.Only.Entries.Count;
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true))).ShouldBe(new AlertReceipt(1, 0, 1));
        bench.Only.Entries.Count.ShouldBe(entries);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true), ("b2", "db-2", true))).ShouldBe(new AlertReceipt(1, 1, 2));
    }

    [Fact]
    public void LastAlertThatIsOver_EndsIt_AndAfterTheReopenWindowItIsResolved()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true), ("b2", "db-2", true)));
        bench.Run(600);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false), ("b2", "db-2", true))).ShouldBe(new AlertReceipt(1, 1, 1));
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false), ("b2", "db-2", false))).ShouldBe(new AlertReceipt(1, 1, 0));
        (bench.Only.Status, bench.Only.End).ShouldBe((IncidentStatus.Monitoring, DateTimeOffset.Parse("2030-03-17T17:52:00.5Z")));
        bench.Run(15 * 60);
        bench.Only.Status.ShouldBe(IncidentStatus.Resolved);
    }

    [Fact]
    public void ThatFiresAgainSoon_IsOutageTwo_AndLaterANewIncident()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true)));
        bench.Run(400);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false)));
        bench.Run(200);
        Receive(Payload("2030-03-17T17:55:00Z", ("a1", "db-1", true))).Incident.ShouldBe(1);
        (bench.Only.Status, bench.Only.Outages.Count).ShouldBe((IncidentStatus.Confirmed, 2));
        bench.Only.Downtime.ShouldBe(TimeSpan.FromSeconds(420.5));
        bench.Run(10);
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed, "detection sees nothing, and does not end what it did not see");
        Receive(Payload("2030-03-17T17:55:00Z", ("a1", "db-1", false)));
        bench.Run(3600);
        Receive(Payload("2030-03-17T19:30:00Z", ("a1", "db-1", true))).Incident.ShouldBe(2);
    }

    [Fact]
    public void AlertOfAPoolThatDetectionIsBusyWith_JoinsItsIncident_AndDoesNotEndIt()
    {
        bench.Break(1000, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(5);
        // Its pool is known by the declaration.
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true))).Incident.ShouldBe(1);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false)));
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed);
    }

    [Fact]
    public void ProcessKilledBeforeItTookTheEnd_TakesItWhenTheMessageComesAgain()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true)));
        bench.Run(600);
        string over = Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false));
        // As far as the first record of the end, and no further.
        bench.Book.Add(1, AlertEntries.Of(bench.Only, Read(over), bench.Clock.UtcNow, 200));
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed);
        Receive(over).ShouldBe(new AlertReceipt(1, 0, 0));
        (bench.Only.Status, bench.Only.End).ShouldBe((IncidentStatus.Monitoring, DateTimeOffset.Parse("2030-03-17T17:52:00.5Z")));
        Receive(over);
        bench.Only.Of(EntryKind.Cleared).ShouldHaveSingleItem();
    }

    [Fact]
    public void AlertThatResolves_DoesNotEndWhatAPersonOpened_ButTheRelapseThatItBegan()
    {
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true))).Incident.ShouldBe(1);
        bench.Run(600);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false))).ShouldBe(new AlertReceipt(1, 1, 0));
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed, "anna has not said that customers can pay");
        bench.Desk.Resolve(1, null, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(60);
        Receive(Payload("2030-03-17T17:58:00Z", ("a1", "db-1", true))).Incident.ShouldBe(1);
        bench.Only.Outages.Count.ShouldBe(2);
        bench.Run(60);
        Receive(Payload("2030-03-17T17:58:00Z", ("a1", "db-1", false)));
        bench.Only.Status.ShouldBe(IncidentStatus.Monitoring, "nobody else ends what the alert began");
    }

    [Fact]
    public void LateAlert_DoesNotTakeTheWellTimeForAnOutage()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", true)));
        bench.Run(600);
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false)));
        bench.Run(60);
        // Another host's, that began before the end and is heard of after it.
        Receive(Payload("2030-03-17T17:50:00Z", ("b2", "db-2", true)));
        bench.Only.Outages.Count.ShouldBe(2);
        bench.Only.Outages[1].Onset.ShouldBe(DateTimeOffset.Parse("2030-03-17T17:52:00Z"));
        bench.Only.Outages[1].Start.ShouldBeGreaterThanOrEqualTo(bench.Only.Outages[0].End!.Value.AddSeconds(-1));
    }

    [Fact]
    public void NoisyOutage_IsBounded_AndTheNextOneIsHeardAllTheSame()
    {
        (string, string, bool)[] many = [.. Enumerable.Range(0, 250).Select(host => ($"f{host}", $"db-{host}", true))];
        Receive(Payload("2030-03-17T17:45:00Z", many)).ShouldBe(new AlertReceipt(1, 200, 200));
        bench.Run(600);
        Receive(Payload("2030-03-17T17:45:00Z", [.. many.Select(one => one with { Item3 = false })])).ShouldBe(new AlertReceipt(1, 200, 0));
        bench.Only.Status.ShouldBe(IncidentStatus.Monitoring);
        bench.Run(60);
        Receive(Payload("2030-03-17T17:57:30Z", ("f1", "db-1", true))).ShouldBe(new AlertReceipt(1, 1, 1));
        (bench.Only.Status, bench.Only.Outages.Count).ShouldBe((IncidentStatus.Confirmed, 2));
    }

    [Fact]
    public void AlertsThatWereNotRecordedStillFire_ItIsNotOver()
    {
        (string, string, bool)[] many = [.. Enumerable.Range(0, 250).Select(host => ($"f{host}", $"db-{host}", true))];
        Receive(Payload("2030-03-17T17:45:00Z", many));
        bench.Run(600);
        Receive(Payload("2030-03-17T17:45:00Z", [.. many.Select((one, index) => one with { Item3 = index >= 200 })]));
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed, "fifty of them fire");
        bench.Run(60);
        Receive(Payload("2030-03-17T17:45:00Z", [.. many.Select(one => one with { Item3 = false })]).Replace("17:52:00.5Z", "17:52:40Z", StringComparison.Ordinal));
        (bench.Only.Status, bench.Only.End).ShouldBe((IncidentStatus.Monitoring, DateTimeOffset.Parse("2030-03-17T17:52:40Z")), "by the last of those that nobody recorded");
    }

    [Fact]
    public void EndOfWhatWasNeverHeardOf_IsNothing()
    {
        Receive(Payload("2030-03-17T17:45:00Z", ("a1", "db-1", false))).ShouldBe(new AlertReceipt(null, 0, 0));
        bench.Book.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"version": "3"}""", "Version '3'")]
    [InlineData("""{"version": "4", "status": "firing", "alerts": [{}]}""", "'groupKey' is missing")]
    [InlineData("""{"version": "4", "groupKey": "k", "status": "odd", "alerts": [{}]}""", "'odd' is not a status")]
    [InlineData("""{"version": "4", "groupKey": "k", "status": "firing", "alerts": []}""", "'alerts' is empty")]
    [InlineData("""{"version": "4", "groupKey": "k", "status": "firing", "alerts": [null]}""", "an entry that is none")]
    public void WhatIsNoMessageOfAlertmanager_IsRefusedInWords(string body, string said) =>
        desk.Receive(JsonSerializer.Deserialize(body, AlertJson.Default.AlertGroup)).Problem.ShouldNotBeNull().ShouldContain(said);

    [Fact]
    public void AlertWithoutAnything_IsTaken_AndLongTextsAreCut()
    {
        string body = $$$"""{"version": "4", "groupKey": "k", "status": "firing", "alerts": [{"status": "firing", "annotations": {"summary": "{{{new string('x', 5000)}}}\u0007"}}]}""";
        Receive(body).ShouldBe(new AlertReceipt(1, 1, 1));
        bench.Only.Title.Length.ShouldBe(300);
        bench.Only.Pool.ShouldBe("");
    }

    [Fact]
    public void HundredGroups_AreEnough()
    {
        for (int group = 0; group < 100; group++)
        {
            Receive($$"""{"version": "4", "groupKey": "k{{group}}", "status": "firing", "alerts": [{"fingerprint": "f"}]}""");
        }

        AlertAnswer answer = desk.Receive(JsonSerializer.Deserialize("""{"version": "4", "groupKey": "k100", "status": "firing", "alerts": [{"fingerprint": "f"}]}""", AlertJson.Default.AlertGroup));
        (answer.Outcome, answer.Problem!.Contains("group_by", StringComparison.Ordinal)).ShouldBe((DeskOutcome.Refused, true));
        Receive("""{"version": "4", "groupKey": "k7", "status": "firing", "alerts": [{"fingerprint": "g"}]}""").Recorded.ShouldBe(1, "one that is open goes on");
    }

    private static AlertGroup Read(string body) => JsonSerializer.Deserialize(body, AlertJson.Default.AlertGroup)!;

    private AlertReceipt Receive(string body) => desk.Receive(Read(body)).Receipt.ShouldNotBeNull();
}
