using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests;

public sealed class IncidentDeskTests
{
    [Fact]
    public void WhatSomebodySays_HasThemAsItsSource()
    {
        using Bench other = new();
        other.Desk.Open("customers cannot pay", "shop", "sev2", null, "anna");
        other.Desk.Acknowledge(1, "ben", IncidentDesk.ByLink);
        other.Desk.TakeRole(1, "commander", "carla", "anna");
        other.Desk.SetSeverity(1, "sev1", "anna");
        other.Desk.Note(1, "the queue grows", NoteKind.Investigated, null, "dora");
        other.Desk.Resolve(1, null, "anna");
        other.Only.Entries.Select(entry => entry.Sources.ShouldHaveSingleItem(entry.Text)).ShouldBe(["person:anna", "link:ben", "person:anna", "person:anna", "person:dora", "person:anna"]);
    }

    [Theory]
    [InlineData("shpo", "There is no pool 'shpo'. Did you mean 'shop'? No incident was opened.")]
    [InlineData("billing", "There is no pool 'billing'. There are search, shop. No incident was opened.")]
    public void PoolThatThereIsNot_OpensNoIncident_AndWakesNobody(string pool, string problem)
    {
        using EscalationBench escalation = new();
        escalation.Bench.Desk.Pools = static () => ["search", "shop"];
        DeskAnswer answer = escalation.Bench.Desk.Open("customers cannot pay", pool, null, null, "anna");
        answer.Outcome.ShouldBe(DeskOutcome.Invalid);
        answer.Problem.ShouldBe(problem);
        escalation.Bench.Run(30);
        escalation.Bench.Book.All.ShouldBeEmpty();
        escalation.Pager.Got.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("")]
    [InlineData(null)]
    public void PoolThatThereIs_OrNone_OpensIt(string? pool)
    {
        using Bench bench = new();
        bench.Desk.Pools = static () => ["search", "shop"];
        bench.Desk.Open("customers cannot pay", pool, null, null, "anna").Outcome.ShouldBe(DeskOutcome.Done);
    }

    [Fact]
    public void IncidentByHand_RunsItsCourse()
    {
        using Bench bench = new();
        DeskAnswer opened = bench.Desk.Open("customers cannot pay", "shop", "sev2", bench.Clock.UtcNow.AddMinutes(-10), "anna");
        opened.Incident.ShouldNotBeNull().Severity.ShouldBe(Severity.Sev2);
        bench.Desk.Acknowledge(1, "ben").Incident!.AcknowledgedBy.ShouldBe("ben");
        bench.Desk.Acknowledge(1, "carl").Problem.ShouldBe("Incident 1 was acknowledged by ben already.");
        bench.Desk.Note(1, "the bank answers", NoteKind.Investigated, null, "ben").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Desk.TakeRole(1, "commander", "ben", "anna").Incident!.Roles["commander"].ShouldBe("ben");
        bench.Desk.SetSeverity(1, "sev1", "ben").Incident!.Severity.ShouldBe(Severity.Sev1);
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Incident resolved = bench.Desk.Resolve(1, "a certificate was renewed", "ben").Incident!;
        resolved.Status.ShouldBe(IncidentStatus.Resolved);
        resolved.Downtime.ShouldBe(TimeSpan.FromMinutes(15));
        bench.Desk.Resolve(1, null, "ben").Outcome.ShouldBe(DeskOutcome.Refused);
    }

    [Fact]
    public void WhatDetectionStillSees_CannotBeResolvedAway()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(3);
        bench.Desk.Resolve(1, null, "ben").Problem.ShouldNotBeNull().ShouldContain("Users are still hurt: 60 % of the requests failed");
    }

    [Fact]
    public void UsersAreWellAndDetectionWaits_SaysForWhatAndHowLong()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(10, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(10);
        bench.GetWell(quiet: 2);
        bench.Desk.Resolve(1, null, "ben").Problem.ShouldNotBeNull().ShouldContain("say it again in about 4 s");
        bench.GetWell(quiet: 0);
        bench.Desk.Resolve(1, null, "ben").Problem.ShouldNotBeNull().ShouldContain("this still holds: 60 % of the requests to pool shop fail");
        bench.Clear();
        bench.Desk.Resolve(1, null, "ben").Problem.ShouldNotBeNull().ShouldContain("sees the end of incident 1 just now");
    }

    [Theory]
    [InlineData("", null, "'title' is missing.")]
    [InlineData("x", "bad", "'bad' is not a severity: write sev1 (half of the users or more) to sev4.")]
    [InlineData("x", "2", "'2' is not a severity: write sev1 (half of the users or more) to sev4.")]
    [InlineData("a\u0007b", null, "'title' has control characters.")]
    public void WishThatMakesNoSense_IsRefusedWithTheReason(string title, string? severity, string problem)
    {
        using Bench bench = new();
        bench.Desk.Open(title, null, severity, null, "anna").ShouldBe(DeskAnswer.Invalid(problem));
        bench.Book.All.ShouldBeEmpty();
    }

    [Fact]
    public void UnknownIncident_IsNotFound()
    {
        using Bench bench = new();
        bench.Desk.Note(9, "x", NoteKind.Note, null, "anna").Outcome.ShouldBe(DeskOutcome.NotFound);
    }

    [Fact]
    public void NothingIsOverwritten_EveryEntryKeepsBothTimes()
    {
        using Bench bench = new();
        bench.Desk.Open("x", null, null, null, "anna");
        bench.Clock.Advance(TimeSpan.FromMinutes(20));
        DateTimeOffset earlier = bench.Clock.UtcNow.AddMinutes(-15);
        TimelineEntry note = bench.Desk.Note(1, "the disk was full", NoteKind.Note, earlier, "anna").Incident!.Entries[^1];
        (note.HappenedAt, note.RecordedAt).ShouldBe((earlier, bench.Clock.UtcNow));
        bench.Only.Story.Last().ShouldBe(note);
    }

    [Theory]
    [InlineData(-400 * 24 * 60, "is no part of it")]
    [InlineData(-80, "A note of incident 1 is about 2030-03-17 16:36:40 UTC or later, 60 minutes before it began: 2030-03-17 16:26:40 UTC is no part of it.")]
    [InlineData(5, "A note cannot be about the future.")]
    public void NoteOfAnotherTime_IsRefusedWithTheTimesThatMayBe(int minutes, string problem)
    {
        using Bench bench = new();
        bench.Desk.Open("x", null, null, bench.Clock.UtcNow.AddMinutes(-10), "anna");
        DeskAnswer answer = bench.Desk.Note(1, "the disk was full", NoteKind.Note, bench.Clock.UtcNow.AddMinutes(minutes), "anna");
        answer.Outcome.ShouldBe(DeskOutcome.Invalid);
        answer.Problem.ShouldNotBeNull().ShouldContain(problem);
        bench.Only.Of(EntryKind.Note).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-65 * 60, -65 * 60)]
    [InlineData(0, 0)]
    [InlineData(20, 0)]
    public void NoteShortlyBeforeOrIn_IsTaken_AndIsNeverAboutTheFuture(int seconds, int recorded)
    {
        using Bench bench = new();
        bench.Desk.Open("x", null, null, bench.Clock.UtcNow.AddMinutes(-10), "anna");
        Incident incident = bench.Desk.Note(1, "the disk was full", NoteKind.Note, bench.Clock.UtcNow.AddSeconds(seconds), "anna").Incident.ShouldNotBeNull();
        incident.Entries[^1].HappenedAt.ShouldBe(bench.Clock.UtcNow.AddSeconds(recorded));
    }

    [Fact]
    public void LatestToWrite_IsNoNewbornSuspicion_UnlessThereIsNothingElse()
    {
        using Bench bench = new();
        bench.Desk.LatestToWrite.ShouldBeNull();
        bench.Run(100);
        bench.Suspect();
        bench.Run(2);
        bench.Desk.LatestToWrite.ShouldNotBeNull().Id.ShouldBe(1);
        bench.Break(60, 0.6);
        bench.Declare();
        bench.Run(60);
        bench.Clear();
        bench.Run(20 * 60);
        bench.Suspect(number: 2);
        bench.Run(2);
        bench.Book.All.Last().Status.ShouldBe(IncidentStatus.Suspected);
        bench.Desk.LatestToWrite.ShouldNotBeNull().Id.ShouldBe(1);
        bench.Desk.Latest.ShouldNotBeNull().Id.ShouldBe(2);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        bench.Desk.LatestToWrite.ShouldNotBeNull().Id.ShouldBe(2, "what was over two days ago is not what somebody writes to now");
    }
}
