using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Tasks;
using Holdfast.Incidents.Tests.Tasks;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

public sealed class IncidentClosingTests : IDisposable
{
    private readonly TaskBench bench = new();
    private readonly PostmortemDesk desk;

    public IncidentClosingTests() => desk = new PostmortemDesk(bench.Bench.Desk, static () => new EscalationConfig { Team = "shop team" }, null, static _ => []);

    public void Dispose() => bench.Dispose();

    [Fact]
    public void IncidentIsClosed_WhenItsPostmortemIsPublishedAndTheLastTaskIsClosed()
    {
        bench.Learn();
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Resolved);
        desk.NextOf(Only).ShouldBe("Of incident 1 4 tasks are open (1-2, 1-3, 1-4, 1-1): it is closed when all are (holdfast task close 1-2)");
        desk.Close(1, null, "anna").Problem.ShouldNotBeNull().ShouldStartWith("Of incident 1 4 tasks are open");
        desk.Close(1, "nobody has time", "anna").Problem.ShouldNotBeNull().ShouldStartWith("Of incident 1 4 tasks are open", Case.Sensitive, "no reason stands for a task");
        CloseTasks();
        desk.Tick();
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Closed);
        TimelineEntry closed = Only.Of(EntryKind.Closed).ShouldHaveSingleItem();
        (closed.Author, closed.Text).ShouldBe(("Holdfast", "closed: its postmortem is published and its 4 tasks are closed"));
        desk.NextOf(Only).ShouldBeNull();
        PostmortemState.Of(Only).Status.ShouldBe(PostmortemStatus.Published);
        desk.Close(1, null, "anna").Problem.ShouldBe("Incident 1 is closed already.");
    }

    [Fact]
    public void DrillThatTurnsRed_OpensTheIncidentAgain_UntilTheTaskIsClosedAgain()
    {
        bench.Learn();
        CloseTasks();
        desk.Tick();
        DateTimeOffset? resolved = Only.ResolvedAt;
        bench.Pass(days: 3);
        bench.Ran("learned-1", DrillResult.Failed);
        bench.Desk.Tick();
        desk.Tick();
        desk.Tick();
        (Only.Status, Only.ClosedAt, Only.ResolvedAt).ShouldBe((IncidentStatus.Resolved, (DateTimeOffset?)null, resolved));
        Only.Of(EntryKind.Reopened).ShouldHaveSingleItem().Text.ShouldStartWith("not closed any more: 3 tasks are open (");
        Only.Of(EntryKind.PostmortemDrafted).ShouldHaveSingleItem("what users felt is told already");
        bench.Pass(minutes: 10);
        CloseTasks();
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Closed);
    }

    [Fact]
    public void IncidentThatNeedsNoPostmortem_IsClosedWithTheReason()
    {
        Resolved();
        desk.Tick();
        desk.Close(1, null, "anna").Problem.ShouldBe("The postmortem of incident 1 is draft: the incident is closed by itself when that is published and every task is closed. Where it needs none, say why: holdfast incident close 1 --because TEXT");
        desk.Close(1, "  ", "anna").Outcome.ShouldBe(DeskOutcome.Invalid);
        desk.Close(1, "a test of the pager, nobody was hurt", "anna").Incident.ShouldNotBeNull();
        (Only.Status, Only.ClosedBecause).ShouldBe((IncidentStatus.Closed, "a test of the pager, nobody was hurt"));
        Only.Of(EntryKind.Closed).Single().Text.ShouldBe("closed by anna: postmortem not required: a test of the pager, nobody was hurt");
        PostmortemReport report = PostmortemReports.Of(Only);
        (report.Status, report.NotRequiredBecause).ShouldBe(("not required", "a test of the pager, nobody was hurt"));
        desk.Approve(1, "ben").Answer.Problem.ShouldNotBeNull().ShouldContain("was closed without a postmortem");
        IncidentStory.Of(IncidentReports.Of(Only, isDurable: true, withTimeline: true), all: false).SelectMany(part => part.Sentences)
            .ShouldContain(sentence => sentence.StartsWith("Closed by anna: postmortem not required: a test of the pager, nobody was hurt (2030-", StringComparison.Ordinal));
    }

    [Fact]
    public void ReasonWithTheNumberOfAnotherIncident_IsOne()
    {
        Resolved();
        desk.Close(1, "duplicate of 7", "anna").Problem.ShouldBeNull();
        Only.ClosedBecause.ShouldBe("duplicate of 7");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not needed")]
    [InlineData("test test test")]
    [InlineData("- - - !")]
    [InlineData("a b c d")]
    public void ReasonWithoutSubstance_ClosesNothing(string because)
    {
        Resolved();
        DeskAnswer answer = desk.Close(1, because, "anna");
        answer.Outcome.ShouldBe(DeskOutcome.Invalid);
        answer.Problem.ShouldNotBeNull().ShouldContain("in three words or more");
        Only.Status.ShouldBe(IncidentStatus.Resolved);
    }

    [Fact]
    public void MistakenClose_IsTakenBack_ByAskingForTheReview()
    {
        Resolved();
        desk.Tick();
        desk.Close(1, "a test of the pager", "anna").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna").Answer.Problem.ShouldBeNull("the draft is still there");
        (Only.Status, Only.ClosedBecause, PostmortemState.Of(Only).Status).ShouldBe((IncidentStatus.Resolved, (string?)null, PostmortemStatus.InReview));
        Only.Of(EntryKind.Reopened).ShouldHaveSingleItem().Text.ShouldBe("not closed any more: anna asks for a review of its postmortem");
        desk.Tick();
        Only.Of(EntryKind.PostmortemDrafted).ShouldHaveSingleItem("the version that is read stays the one that was asked for");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna").Incident.ShouldNotBeNull();
    }

    [Fact]
    public void CloseBeforeTheDraft_SaysHowToGetOne()
    {
        Resolved();
        desk.Close(1, "a test of the pager", "anna").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna").Answer.Problem.ShouldBe("Incident 1 was closed without a postmortem; if it needs one after all, write it (holdfast postmortem draft 1) and ask for its review: holdfast postmortem review 1 --request NAME");
        desk.Draft(1, null, "Holdfast").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna").Answer.Problem.ShouldBeNull();
    }

    [Fact]
    public void PostmortemThatIsWrittenAfterAll_MakesItsTasksWorkAgain()
    {
        Resolved();
        desk.Close(1, "nobody was hurt", "anna").Incident.ShouldNotBeNull();
        desk.Tick();
        Only.Of(EntryKind.PostmortemDrafted).ShouldBeEmpty("it was said that none is needed");
        desk.Draft(1, null, "anna").Incident.ShouldNotBeNull();
        desk.Request(1, "ben", "anna");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna").Incident.ShouldNotBeNull();
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Resolved);
        Only.Of(EntryKind.Reopened).ShouldHaveSingleItem();
    }

    [Fact]
    public void PublishedPostmortemWithoutADrill_IsClosedWithAReasonOnly()
    {
        // It has no tasks either: there is nothing in which the linter would miss a drill.
        bench.Learn(ByHand);
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Resolved);
        desk.NextOf(Only).ShouldNotBeNull().ShouldContain("names no drill");
        desk.Close(1, "the pool is gone for good", "anna").Incident.ShouldNotBeNull();
        Only.Of(EntryKind.Closed).Single().Text.ShouldBe("closed by anna: the pool is gone for good");
        PostmortemState.Of(Only).Status.ShouldBe(PostmortemStatus.Published);
    }

    [Fact]
    public void PublishedPostmortemWithoutTasks_IsClosedByItself_WhereItNamesItsDrill()
    {
        bench.Learn($"{ByHand}\n\nDrill D-014 passes when no payment fails; next run 2030-04-01.\n");
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Closed);
    }

    [Fact]
    public void ReasonThatStandsForNothing_IsNotKept()
    {
        bench.Learn();
        CloseTasks();
        desk.Close(1, "the pool is gone for good", "anna").Incident.ShouldNotBeNull();
        Only.ClosedBecause.ShouldBeNull("it has both");
        Only.Of(EntryKind.Closed).Single().Text.ShouldBe("closed by anna: its postmortem is published and its 4 tasks are closed");
    }

    [Fact]
    public void WhatLasts_IsNotClosed()
    {
        bench.Bench.Run(100);
        bench.Bench.Outage();
        desk.Close(1, "we have learned enough", "anna").Problem.ShouldNotBeNull().ShouldContain("it is closed when it is resolved");
    }

    [Fact]
    public void SuspicionThatPassed_IsNotClosed()
    {
        bench.Bench.Run(100);
        bench.Bench.Suspect();
        bench.Bench.Run(2);
        bench.Bench.Clear();
        bench.Bench.Run(2);
        Only.Status.ShouldBe(IncidentStatus.Dismissed);
        desk.Close(1, "we have learned enough", "anna").Problem.ShouldBe("Incident 1 is dismissed: a suspicion that passed has nothing left to close.");
    }

    [Fact]
    public void NumberThatNoIncidentHas_IsNotFound() => desk.Close(2, "we have learned enough", "anna").Outcome.ShouldBe(DeskOutcome.NotFound);

    [Fact]
    public void CorrectionThatIsNotPublished_KeepsItFromBeingClosed()
    {
        bench.Learn();
        desk.Draft(1, "# Corrected", "anna").Incident.ShouldNotBeNull();
        CloseTasks();
        desk.Tick();
        Only.Status.ShouldBe(IncidentStatus.Resolved);
        desk.Close(1, null, "anna").Problem.ShouldNotBeNull().ShouldContain("is draft");
    }

    private const string ByHand = "# The shop refused payments for two minutes\n\nThe connection pool was at its limit, and the shop team raised that limit from 60 to 240 connections on all servers.";

    private Incident Only => bench.Bench.Only;

    private void Resolved()
    {
        bench.Bench.Run(100);
        bench.Bench.Outage();
        bench.Bench.Desk.Resolve(1, null, "anna");
    }

    private void CloseTasks()
    {
        bench.Ran("learned-1", DrillResult.Failed, isOld: true);
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Pass(minutes: 1);
        foreach (LearnedTask task in bench.Desk.Book.All.Where(task => task.Phase != TaskPhase.Closed).ToList())
        {
            bench.Desk.Close(task.Id, "https://changes.example.org/7", null, "learned-1", "anna").Problem.ShouldBeNull();
        }
    }
}
