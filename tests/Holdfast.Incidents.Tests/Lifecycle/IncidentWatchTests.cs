using System.Text.Json;
using Holdfast.Diagnosis;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class IncidentWatchTests
{
    [Fact]
    public void SuspicionThatSomebodyTookUp_IsAnIncident_WhenItPasses()
    {
        using Bench bench = new();
        bench.Run(10);
        bench.Break(5, 0.03);
        bench.Suspect();
        bench.Run(5);
        bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(5);
        bench.Clear();
        bench.Run(2);
        bench.Only.Status.ShouldBe(IncidentStatus.Monitoring);
        bench.Only.Start.ShouldNotBeNull();
        bench.Only.Of(EntryKind.Declared).ShouldHaveSingleItem().ShouldSatisfyAllConditions(entry => entry.Author.ShouldBe("anna"), entry => entry.HappenedAt.ShouldBe(bench.Only.AcknowledgedAt!.Value));
        bench.Desk.Latest!.Id.ShouldBe(1);
        bench.Desk.Resolve(1, null, "anna").Outcome.ShouldBe(DeskOutcome.Done);
    }

    [Fact]
    public void Suspicion_OpensQuietly_AndPassesByItself()
    {
        using Bench bench = new();
        bench.Run(10);
        bench.Suspect();
        bench.Run(5);
        bench.Only.Status.ShouldBe(IncidentStatus.Suspected);
        bench.Only.Start.ShouldBeNull();
        bench.Clear();
        bench.Run(2);
        bench.Only.Status.ShouldBe(IncidentStatus.Dismissed);
        bench.Only.Outages.ShouldBeEmpty();
    }

    [Fact]
    public void SuspicionThatHurts_SaysSoAtOnce_AndItsDeclarationTakesTheHarmOver()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(60, 0.44);
        bench.Run(1);
        bench.Suspect(onsetAgo: 1);
        bench.Run(1);
        string atOnce = Told(bench, bench.Desk.SeenOf(bench.Only));
        atOnce.ShouldContain("60 % of the requests failed at this moment");
        atOnce.ShouldNotContain("nobody was hurt");
        atOnce.ShouldNotContain("no harm");
        bench.Run(8);
        bench.Only.Status.ShouldBe(IncidentStatus.Suspected);
        bench.Only.Severity.ShouldBe(Severity.Sev1);
        bench.Only.Start.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(Bench.Start + 101));
        bench.Only.Impact.BadSeconds.ShouldBeGreaterThan(2);
        bench.Only.Of(EntryKind.Severity).ShouldBeEmpty("what the first seconds show does not stand for good");
        Told(bench, null).ShouldContain("Began ");

        bench.Declare(onsetAgo: 10);
        bench.Run(60);
        bench.Clear();
        bench.Run(2);
        bench.Only.Downtime.ShouldBe(TimeSpan.FromSeconds(60));
        bench.Only.Impact.BadSeconds.ShouldBe(60);
        bench.Only.Outages.ShouldHaveSingleItem().Impact.BadSeconds.ShouldBe(60);
        bench.Only.Of(EntryKind.Severity).ShouldNotBeEmpty();
    }

    [Fact]
    public void SuspicionThatPassed_KeepsItsHarm_AndDoesNotCountItForALaterOne()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(4, 0.44);
        bench.Run(2);
        bench.Suspect();
        bench.Run(6);
        bench.Clear();
        bench.Run(100);
        bench.Only.Status.ShouldBe(IncidentStatus.Dismissed);
        bench.Only.Impact.BadSeconds.ShouldBe(4);
        bench.Only.Outages.ShouldBeEmpty();

        bench.Break(30, 0.44);
        bench.Run(2);
        bench.Suspect(2);
        bench.Run(5);
        bench.Declare(2, onsetAgo: 6);
        bench.Run(30);
        bench.Clear();
        bench.Run(2);
        bench.Only.Impact.BadSeconds.ShouldBe(30);
        bench.Only.Downtime.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void SuspicionThatHurtsNobody_WritesNothingOfHarm()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Suspect();
        bench.Run(300);
        bench.Only.Of(EntryKind.Impact).ShouldBeEmpty();
        bench.Only.Start.ShouldBeNull();
        bench.Only.Severity.ShouldBe(Severity.Sev4);
    }

    private static string Told(Bench bench, CauseFinding? seen) =>
        string.Join('\n', IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true, seen: seen), all: false).SelectMany(part => part.Sentences));

    [Fact]
    public void Outage_IsOneIncident_WithItsBoundsFromTheSeries()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 120, share: 0.6);

        Incident incident = bench.Only;
        incident.Status.ShouldBe(IncidentStatus.Monitoring);
        incident.Start.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(Bench.Start + 101));
        incident.Downtime.ShouldBe(TimeSpan.FromSeconds(120));
        incident.Impact.Failed.ShouldBe(7200, 1);
        incident.Impact.BadSeconds.ShouldBe(120);
        // 2 requests of a client in a second, 60 % fail: 1 - 0.4^2.
        incident.Impact.UsersShare.ShouldBe(0.84, 0.001);
        incident.Severity.ShouldBe(Severity.Sev1);
        incident.Cause.ShouldNotBeNull().Name.ShouldBe("pool-exhaustion");
        incident.Fingerprint.ShouldBe("shop/pool-exhaustion");
        incident.Of(EntryKind.HypothesisRejected).Where(entry => entry.Get("opened") == "yes").Select(entry => entry.Get("name")).ShouldBe(["bad-deployment", "network"]);
        incident.Of(EntryKind.Recovery).ShouldHaveSingleItem();

        bench.Run(15 * 60);
        bench.Only.Status.ShouldBe(IncidentStatus.Resolved);
        bench.Only.Entries.ShouldAllBe(entry => entry.Sources.Count > 0);
    }

    [Fact]
    public void Declared_ItsSeverityIsMeasuredInTheSameSecond()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(60, share: 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(1);
        bench.Only.Severity.ShouldBe(Severity.Sev1);
        bench.Only.Impact.UsersShare.ShouldBe(0.84, 0.001);
        bench.Run(12);
        bench.Only.Impact.BadSeconds.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void Declared_BeforeItsSecondsAreThere_NothingIsSaidOfHarmUntilTheyAre()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Declare(onsetAgo: 0);
        bench.Run(2);
        bench.Only.Of(EntryKind.Impact).ShouldBeEmpty();
        IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false)
            .SelectMany(part => part.Sentences).ShouldContain(sentence => sentence.Contains("is being measured"));
        bench.Break(60, share: 0.6);
        bench.Run(2);
        bench.Only.Severity.ShouldBe(Severity.Sev1);
    }

    [Fact]
    public void WhatWasFound_IsNotRuledOutByWhatFades()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(40, share: 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(20);
        bench.FindCause();
        bench.Run(2);
        bench.Fade();
        bench.Run(2);
        bench.Only.Cause.ShouldNotBeNull().Name.ShouldBe("pool-exhaustion");
        bench.Only.Of(EntryKind.HypothesisRejected).ShouldNotContain(entry => entry.Get("name") == "pool-exhaustion");
    }

    [Fact]
    public void SameThing_IsToldOnce_HoweverLongItLasts()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 300);
        foreach (EntryKind kind in new[] { EntryKind.Declared, EntryKind.Symptom, EntryKind.CauseFound, EntryKind.Cleared, EntryKind.Severity })
        {
            bench.Only.Of(kind).Count().ShouldBe(1, kind.ToString());
        }

        bench.Only.Of(EntryKind.Impact).Count().ShouldBeInRange(5, 20);
    }

    [Fact]
    public void Relapse_IsTheSecondOutageOfTheSameIncident_DowntimeSummedAndElapsedApart()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 60);
        bench.Run(300);
        bench.Outage(seconds: 90);

        Incident incident = bench.Only;
        incident.Outages.Count.ShouldBe(2);
        incident.Downtime.ShouldBe(TimeSpan.FromSeconds(150));
        incident.Elapsed.ShouldBe(incident.Outages[1].End - incident.Outages[0].Start);
        incident.Elapsed!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(450));
        incident.Status.ShouldBe(IncidentStatus.Monitoring);
        incident.AcknowledgedBy.ShouldBeNull();
    }

    [Fact]
    public void TroubleAfterTheReopenWindow_IsAnotherIncident()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 60);
        bench.Run(16 * 60);
        bench.Outage(seconds: 60);
        bench.Book.All.Count().ShouldBe(2);
    }

    [Fact]
    public void DoubtShortlyAfterAnOutage_IsNoRelapse()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 60);
        bench.Run(30);
        bench.Suspect(number: 2);
        bench.Run(20);
        bench.Clear();
        bench.Run(5);
        bench.Only.Outages.Count.ShouldBe(1);
    }

    [Fact]
    public void DetectionAfterPeople_JoinsWhatTheyOpened()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(5);
        bench.Outage(seconds: 60);
        Incident incident = bench.Only;
        incident.IsByHand.ShouldBeTrue();
        incident.Outages.ShouldHaveSingleItem().DeclaredAt.ShouldNotBeNull();
        incident.Title.ShouldBe("customers cannot pay");
        incident.Status.ShouldBe(IncidentStatus.Monitoring);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("search", 2)]
    [InlineData("shop", 1)]
    public void AlertOfSomethingElse_DoesNotSwallowAnOutage(string pool, int incidents)
    {
        using Bench bench = new();
        bench.Run(100);
        string body = $$$"""{"version": "4", "groupKey": "k", "status": "firing", "commonLabels": {"pool": "{{{pool}}}", "alertname": "DiskFull"}, "alerts": [{"status": "firing", "fingerprint": "f"}]}""";
        AlertDesk alerts = new(bench.Book, bench.Clock, bench.Settings);
        alerts.Receive(JsonSerializer.Deserialize(body, AlertJson.Default.AlertGroup));
        bench.Run(5);
        bench.Outage(seconds: 60);
        bench.Book.All.Count().ShouldBe(incidents);
        Incident outage = bench.Book.All.Last();
        (outage.Pool, outage.Outages.ShouldHaveSingleItem().DeclaredAt is not null).ShouldBe(("shop", true));
        outage.Of(EntryKind.Declared).ShouldHaveSingleItem();
        if (incidents == 2)
        {
            bench.Book.All.First().Status.ShouldBe(IncidentStatus.Confirmed, "its alert still fires");
            bench.Book.All.First().Of(EntryKind.Symptom).ShouldBeEmpty();
        }
    }

    [Fact]
    public void NewProcess_GoesOnWithTheSameIncident_AndTellsNothingTwice()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(200, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(20);
        int before = bench.Only.Entries.Count(entry => entry.Kind != EntryKind.Impact);
        bench.RestartWatch();
        bench.Run(5);
        bench.Only.Entries.Count(entry => entry.Kind != EntryKind.Impact).ShouldBe(before);
        // Measured in steps, each second once, whoever does it.
        TimelineEntry[] measured = [.. bench.Only.Of(EntryKind.Impact)];
        measured.Length.ShouldBeGreaterThan(1);
        measured.Zip(measured.Skip(1)).ShouldAllBe(pair => pair.Second.Number("from") == pair.First.Number("to") + 1);
    }

    [Fact]
    public void RestartWhileItLasts_DoesNotEndIt_BeforeDetectionHasLooked()
    {
        using Bench bench = new();
        bench.Break(300, 0.6);
        bench.Run(3);
        bench.Suspect();
        bench.Run(2);
        bench.Declare();
        bench.Run(20);
        bench.RestartGateway();
        bench.RunWithoutDiagnosis(10);
        bench.Run(10);
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed);
        bench.Declare(onsetAgo: 30);
        bench.Run(60);
        Incident incident = bench.Only;
        (incident.Status, incident.Outages.Count).ShouldBe((IncidentStatus.Confirmed, 1));
        incident.Of(EntryKind.Cleared).ShouldBeEmpty();
    }

    [Fact]
    public void RestartAfterItsEnd_EndsIt_OnceDetectionHasLookedAndSeenNothing()
    {
        using Bench bench = new();
        bench.Break(30, 0.6);
        bench.Run(3);
        bench.Suspect();
        bench.Run(2);
        bench.Declare();
        bench.Run(20);
        bench.RestartGateway();
        bench.Run(29);
        bench.Only.Status.ShouldBe(IncidentStatus.Confirmed);
        bench.Run(2);
        Incident incident = bench.Only;
        incident.Status.ShouldBe(IncidentStatus.Monitoring);
        incident.End!.Value.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(Bench.Start + 31));
    }

    [Fact]
    public void Changes_AreToldWithTheIncident_ThoseOfPeopleInItAsMitigations()
    {
        using Bench bench = new();
        bench.Run(30);
        bench.Changes.Add(ChangeKind.Deployment, "pool:shop", "version 7", "ci", "6", "7");
        bench.Run(70);
        bench.EachSecond = () =>
        {
            if (bench.Second == Bench.Start + 130)
            {
                bench.Changes.Add(ChangeKind.Limit, "server:shop/a", "the limit is fixed at 40", "api: anna");
                bench.Changes.Add(ChangeKind.Protection, "pool:shop", "the gateway began to refuse bulk requests", "gateway", ChangeLog.AdmitsAll, "refuses");
                bench.Changes.Add(ChangeKind.Protection, "pool:shop", "the gateway refuses no more", "gateway", "refuses", ChangeLog.AdmitsAll);
            }
        };
        bench.Outage(seconds: 60);
        bench.Only.Of(EntryKind.Change).Select(entry => entry.Text).ShouldBe(["pool:shop: version 7", "pool:shop: the gateway refuses no more"]);
        bench.Only.Of(EntryKind.Mitigation).ShouldContain(entry => entry.Author == "gateway" && entry.Text == "pool:shop: the gateway began to refuse bulk requests");
        bench.Only.Of(EntryKind.Mitigation).ShouldContain(entry => entry.Author == "api: anna" && entry.Text == "server:shop/a: the limit is fixed at 40");
    }
}
