using Holdfast.Diagnosis;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>Trouble within the reopen window whose cause is known only after it was declared.</summary>
public sealed class OutageSeparationTests
{
    private const string Surge = "surge";
    private const string Client = "one-client";
    private static readonly EscalationConfig Policy = new()
    {
        GroupFor = TimeSpan.Zero,
        Levels = [new LevelConfig(["anna"], TimeSpan.Zero, null)],
        Contacts = new Dictionary<string, ContactConfig> { ["anna"] = new("anna", ["pager"]) },
        Channels = new Dictionary<string, ChannelConfig> { ["pager"] = new() { Name = "pager", Type = ChannelType.Webhook } },
    };

    [Fact]
    public void OneClientShortlyAfterASurge_LooksLikeItUntilItsCauseIsStated_AndIsAnIncidentOfItsOwn()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        long began = Begin(bench);
        bench.Only.Outages.Count.ShouldBe(2, "nobody knows yet");
        State(bench, Client, CauseClass.OneClient);
        bench.Run(60);
        bench.Clear();
        bench.Run(2);

        Incident[] all = [.. bench.Book.All];
        all.Length.ShouldBe(2);
        (all[0].Status, all[0].Outages.Count, all[0].Title, all[0].Cause!.Name).ShouldBe((IncidentStatus.Monitoring, 1, "shop: surge", Surge));
        all[0].Downtime.ShouldBe(TimeSpan.FromSeconds(60));
        all[0].Impact.BadSeconds.ShouldBe(60);
        (all[1].Status, all[1].Outages.Count, all[1].Title, all[1].Follows).ShouldBe((IncidentStatus.Monitoring, 1, "shop: one-client", (long?)1));
        all[1].Start.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(began), "it began when users felt it, and not when its cause was stated");
        all[1].Impact.BadSeconds.ShouldBe(60);
        all[0].Of(EntryKind.Separated).ShouldHaveSingleItem().Text.ShouldBe("outage 2 is trouble of another kind, one-client: it goes on as incident 2");
        Told(all[0]).ShouldContain("it goes on as incident 2");
        Told(all[1]).ShouldContain("It follows incident 1 and is not its relapse: this is trouble of another kind (holdfast incident show 1).");
    }

    [Theory]
    [InlineData(Surge, CauseClass.Surge, 1)]
    [InlineData("retry-storm", CauseClass.RetryStorm, 2)]
    [InlineData("sick-server", CauseClass.SickServer, 2)]
    public void CauseThatIsStated_DecidesWhetherItIsARelapse(string cause, CauseClass kind, int incidents)
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        State(bench, cause, kind);
        bench.Run(60);
        bench.Book.All.Count().ShouldBe(incidents);
    }

    [Fact]
    public void CauseThatIsNeverStated_LeavesARelapse()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        bench.Run(60);
        bench.Clear();
        bench.Run(2);
        bench.Only.Outages.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(25, 2)]
    [InlineData(35, 1)]
    public void CauseThatIsStatedLate_MovesNothingThatPeopleWorkOn(int seconds, int incidents)
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        bench.Run(seconds);
        State(bench, Client, CauseClass.OneClient);
        bench.Book.All.Count().ShouldBe(incidents);
        bench.Book.All.Last().Cause!.Name.ShouldBe(Client);
    }

    [Fact]
    public void CauseThatChanges_AfterItWasStatedAsTheSame_MovesNothing()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        State(bench, Surge, CauseClass.Surge);
        State(bench, Client, CauseClass.OneClient);
        bench.Only.Outages.Count.ShouldBe(2);
    }

    [Fact]
    public void OutageBeforeWithoutACause_TakesUpWhatIsStated()
    {
        using Bench bench = new();
        bench.Run(100);
        Begin(bench);
        bench.Run(70);
        bench.Clear();
        bench.Run(80);
        Begin(bench);
        State(bench, Client, CauseClass.OneClient);
        bench.Only.Outages.Count.ShouldBe(2);
    }

    [Fact]
    public void WhatPeopleSaidMeanwhile_IsToldInBoth_AndAcknowledgesTheNewOne()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Desk.Note(1, "it is all one address", NoteKind.Investigated, null, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        DateTimeOffset at = bench.Only.AcknowledgedAt!.Value;
        bench.Run(2);
        State(bench, Client, CauseClass.OneClient);

        Incident own = bench.Book.Find(2)!;
        (own.AcknowledgedBy, own.AcknowledgedAt).ShouldBe(("anna", at));
        TimelineEntry note = own.Of(EntryKind.Note).ShouldHaveSingleItem();
        (note.Author, note.Text).ShouldBe(("anna", "it is all one address"));
        note.Sources.ShouldContain(bench.Book.Find(1)!.Of(EntryKind.Note).Single().Reference);
        bench.Book.Find(1)!.AcknowledgedBy.ShouldBeNull("nobody acknowledged the surge");
        Escalator.Due(own, Policy, bench.Clock.UtcNow).ShouldHaveSingleItem().Data["why"].ShouldBe("it was declared; anna had acknowledged it as outage 2 of incident 1");
    }

    [Fact]
    public void WhoWasCalledForIt_HearsThatItIsAnotherIncident_AndIsCalledForThat()
    {
        using Bench bench = AfterASurge();
        Call(bench, 1);
        bench.Run(80);
        Begin(bench);
        Call(bench, 1).ShouldBe(["page"]);
        bench.Run(2);
        State(bench, Client, CauseClass.OneClient);

        Call(bench, 1).ShouldBe(["over"]);
        bench.Book.Find(1)!.Of(EntryKind.NotificationQueued).Last().Get("why").ShouldBe("outage 2 is trouble of another kind, one-client: it goes on as incident 2");
        Call(bench, 2).ShouldBe(["page"]);
        Call(bench, 1).ShouldBeEmpty("it is told once");
    }

    [Fact]
    public void SurgeThatComesBackAfterThat_IsOutageTwoOfTheSurge_AndItsCallsAreNew()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        Call(bench, 1);
        string[] before = [.. bench.Only.Of(EntryKind.NotificationQueued).Select(entry => entry.Get("key")!)];
        State(bench, Client, CauseClass.OneClient);
        bench.Run(60);
        bench.Clear();
        Call(bench, 1);
        bench.Run(80);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.FindCause(Surge, CauseClass.Surge);
        bench.Run(3);

        bench.Book.All.Count().ShouldBe(2);
        Incident surge = bench.Book.Find(1)!;
        (surge.Status, surge.Outages.Count, surge.LastOutage!.Number, surge.IsCauseOfLastOutage, surge.CauseOutage).ShouldBe((IncidentStatus.Confirmed, 2, 2, true, 2));
        surge.Of(EntryKind.Symptom).Count(entry => entry.Get("outage") == "3").ShouldBeGreaterThan(0, "its symptoms are told, though those of what was taken for outage 2 are there");
        Call(bench, 1).ShouldBe(["page"]);
        TimelineEntry page = bench.Book.Find(1)!.Of(EntryKind.NotificationQueued).Last();
        before.ShouldNotContain(page.Get("key"));
        NotificationWriter.Write(surge, page, "gateway", null).Began.ShouldBe(surge.LastOutage.Start);
    }

    [Fact]
    public void DraftOfEach_TellsItsOwnOutageAlone_AndPassesItsOwnLinter()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        State(bench, Client, CauseClass.OneClient);
        bench.Run(60);
        bench.Clear();
        bench.Run(20 * 60);
        foreach (Incident incident in bench.Book.All)
        {
            incident.Status.ShouldBe(IncidentStatus.Resolved);
            string markdown = MarkdownRenderer.Write(new PostmortemWriter(incident, "shop team").Write(1, "Holdfast", bench.Clock.UtcNow), "draft", [], []);
            markdown.ShouldNotContain("outage 2 began", Case.Insensitive, markdown);
            markdown.ShouldContain(incident.Id == 1 ? "surge" : "one client", Case.Insensitive, markdown);
            PostmortemLinter.Check(markdown).Findings.Where(finding => finding.Severity is LintSeverity.Format or LintSeverity.Contradiction).Select(finding => $"{finding.Rule}: {finding.Message}").ShouldBeEmpty(markdown);
        }
    }

    [Fact]
    public void NewProcess_SeparatesWhatTheLastOneDeclared_AndReadsTheSameFromTheRecords()
    {
        using Bench bench = AfterASurge();
        bench.Run(80);
        Begin(bench);
        bench.RestartWatch();
        State(bench, Client, CauseClass.OneClient);
        Incident first = bench.Book.Find(1)!;
        Incident again = first.Entries.Aggregate((Incident?)null, IncidentFold.Apply)!;
        (again.Status, again.Outages.Count, again.Title, again.NextRound).ShouldBe((first.Status, first.Outages.Count, first.Title, first.NextRound));
        bench.Book.All.Count().ShouldBe(2);
    }

    private static Bench AfterASurge()
    {
        Bench bench = new();
        bench.Run(100);
        Begin(bench);
        State(bench, Surge, CauseClass.Surge);
        bench.Run(64);
        bench.Clear();
        bench.Run(2);
        return bench;
    }

    /// <summary>More than usual is asked, and most of it fails: declared, and its cause is not known.</summary>
    private static long Begin(Bench bench)
    {
        long began = bench.Second + 1;
        bench.Beside = "surge-onset";
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(2);
        return began;
    }

    private static void State(Bench bench, string cause, CauseClass kind)
    {
        bench.FindCause(cause, kind);
        bench.Run(1);
    }

    private static string[] Call(Bench bench, long id)
    {
        List<NewEntry> due = Escalator.Due(bench.Book.Find(id)!, Policy, bench.Clock.UtcNow);
        bench.Book.Add(id, due);
        return [.. due.Select(entry => entry.Data["purpose"])];
    }

    private static string Told(Incident incident) =>
        string.Join('\n', IncidentStory.Of(IncidentReports.Of(incident, isDurable: true, withTimeline: true), all: false).SelectMany(part => part.Sentences));
}
