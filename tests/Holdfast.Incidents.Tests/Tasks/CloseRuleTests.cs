using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Tasks;

namespace Holdfast.Incidents.Tests.Tasks;

public sealed class CloseRuleTests : IDisposable
{
    private readonly TaskBench bench = new();

    public CloseRuleTests() => bench.Learn();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("1-1")]
    [InlineData("1-2")]
    public void WhatPreventsOrDetects_ClosesByAGreenDrill_ThatBeganAfterIt(string id)
    {
        bench.Ran("learned-1", DrillResult.Passed);
        LearnedTask task = bench.Desk.Close(id, null, null, null, "anna").Task.ShouldNotBeNull();
        (task.Phase, task.Proof!.Scenario, task.Proof.Number).ShouldBe((TaskPhase.Closed, "learned-1", 1L));
        task.Events[^1].Text.ShouldBe("closed by anna, proven by drill learned-1 (drill:1)");
    }

    [Fact]
    public void WithoutAVerdict_ItIsSaidWhichDrillToRun() =>
        Problem("1-1").ShouldBe("No verdict of drill learned-1 is recorded here. Run it (holdfast drill run learned-1), then close again; another drill is named with --drill NAME.");

    [Fact]
    public void RedDrill_ClosesNothing_AlsoWhenItWasGreenBefore()
    {
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Ran("learned-1", DrillResult.Failed);
        Problem("1-1").ShouldContain("Drill learned-1 is red: of 2 expectations 1 held");
        Problem("1-1").ShouldContain("not: users-failed at most 1 %; measured 12 %");
    }

    [Fact]
    public void PageWithOneConfigurationUnderBothNames_ClosesNothing()
    {
        bench.Ran("learned-1", DrillResult.Failed, isOld: true, configuration: "0123");
        bench.Ran("learned-1", DrillResult.Passed, configuration: "0123");
        Problem("1-1").ShouldContain("nothing has changed yet");
        bench.Ran("learned-1", DrillResult.Passed, configuration: "4567");
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    [Fact]
    public void PageThatIsAnotherOutage_ClosesNothing_UntilItIsThatOne()
    {
        bench.Ran("learned-1", DrillResult.Inconclusive, isOld: true, configuration: "0123", other: "it hurt its users far more than that day did: 86 % of the requests went wrong in this run, 25 % that day");
        bench.Ran("learned-1", DrillResult.Passed, configuration: "4567");
        Problem("1-1").ShouldStartWith("Drill learned-1 is not that outage: it hurt its users far more than that day did: 86 % of the requests went wrong in this run, 25 % that day (");
        bench.Ran("learned-1", DrillResult.Failed, isOld: true, configuration: "0123");
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    [Fact]
    public void GreenRunOfAnotherGatewaysPage_ClosesNothing()
    {
        bench.Ran("learned-1", DrillResult.Passed, instance: "holdfast-another");
        Problem("1-1").ShouldContain("No verdict of drill learned-1 is recorded here");
        bench.Ran("learned-1", DrillResult.Passed, instance: bench.Bench.Book.Instance);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
        bench.Ran("learned-1", DrillResult.Failed, instance: "holdfast-another");
        bench.Desk.Tick();
        bench.Desk.Book.Find("1-1")!.Phase.ShouldBe(TaskPhase.Closed);
    }

    [Fact]
    public void ShortFormOfADrill_ClosesNothing()
    {
        bench.Ran("learned-1", DrillResult.Passed, isQuick: true);
        Problem("1-1").ShouldContain("--quick");
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Ran("learned-1", DrillResult.Passed, isQuick: true);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull().Proof!.Number.ShouldBe(2);
    }

    [Fact]
    public void DrillThatPassesOnTheOldConfigurationToo_ProvesNothing()
    {
        bench.Ran("learned-1", DrillResult.Passed, isOld: true);
        bench.Ran("learned-1", DrillResult.Passed);
        Problem("1-1").ShouldContain("passes on the configuration of that day, too");
        bench.Ran("learned-1", DrillResult.Failed, isOld: true);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    [Fact]
    public void RunOnTheOldConfiguration_ThatEndedBeforeItsTime_IsNotTheOutage()
    {
        bench.Ran("learned-1", DrillResult.Passed, isOld: true);
        bench.Ran("learned-1", DrillResult.Failed, isOld: true, isAborted: true);
        bench.Ran("learned-1", DrillResult.Passed);
        Problem("1-1").ShouldContain("passes on the configuration of that day, too");
        bench.Ran("learned-1", DrillResult.Failed, isOld: true);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    [Fact]
    public void RunThatEndedBeforeItsTime_IsRedToday()
    {
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Ran("learned-1", DrillResult.Failed, isAborted: true);
        Problem("1-1").ShouldContain("Drill learned-1 is red");
    }

    [Fact]
    public void AnotherDrill_DoesNotStandInForTheOneThatWasRedThatDay()
    {
        bench.Ran("dead-host", DrillResult.Passed);
        bench.Ran("learned-1", DrillResult.Failed, isOld: true);
        TaskAnswer answer = bench.Desk.Close("1-1", null, null, "dead-host", "anna");
        answer.Problem.ShouldNotBeNull().ShouldContain("learned-1 failed on the configuration of that day");
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    [Fact]
    public void RunOnTheOldConfiguration_SaysNothingAboutToday()
    {
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Ran("learned-1", DrillResult.Failed, isOld: true);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    [Fact]
    public void RunThatProvesNothing_ClosesNothing()
    {
        bench.Ran("learned-1", DrillResult.Inconclusive);
        Problem("1-1").ShouldContain("proves nothing (client-limited)");
    }

    [Fact]
    public void GreenRunOfBeforeTheTask_ProvesNothing()
    {
        bench.Ran("marketing-surge", DrillResult.Passed);
        bench.Pass(minutes: 1);
        string id = bench.Add().Id;
        bench.Desk.Close(id, null, null, "marketing-surge", "anna").Problem.ShouldNotBeNull().ShouldContain("proves nothing about what was done since");
        bench.Pass(minutes: 1);
        bench.Ran("marketing-surge", DrillResult.Passed);
        bench.Desk.Close(id, "OPS-7", null, "marketing-surge", "anna").Task.ShouldNotBeNull().Links.ShouldBe(["OPS-7"]);
    }

    [Fact]
    public void ReopenedByAPerson_ClosesByARunThatIsNewerThanThat()
    {
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
        bench.Pass(minutes: 1);
        bench.Desk.Reopen("1-1", "it came back", "ben").Task.ShouldNotBeNull();
        Problem("1-1").ShouldContain("before task 1-1 was opened again");
        bench.Pass(minutes: 1);
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull().Proof!.Number.ShouldBe(2);
    }

    [Fact]
    public void TaskWithoutADrill_SaysHowToNameOne()
    {
        string id = bench.Add().Id;
        Problem(id).ShouldBe($"Task {id} is to prevent: it closes by a green drill. Run one that would have failed before (holdfast drill run NAME), then: holdfast task close {id} --drill NAME.");
    }

    [Fact]
    public void WhatMitigates_ClosesByALinkAndADay()
    {
        Problem("1-3").ShouldContain("closes with a link to what was done");
        bench.Desk.Close("1-3", "https://wiki.example.org/runbook", "2031-01-01", null, "anna").Outcome.ShouldBe(DeskOutcome.Invalid);
        string yesterday = bench.Desk.Today.AddDays(-1).ToString("yyyy-MM-dd");
        LearnedTask task = bench.Desk.Close("1-3", "https://wiki.example.org/runbook", yesterday, null, "anna").Task.ShouldNotBeNull();
        task.ClosedAt.ShouldNotBeNull().Date.ShouldBe(bench.Bench.Clock.UtcNow.Date.AddDays(-1));
        task.Events[^1].RecordedAt.ShouldBe(bench.Bench.Clock.UtcNow);
        task.Proof.ShouldBeNull();
    }

    [Fact]
    public void DrillThatTurnsRed_OpensTheTaskAgain_OnceAndNotForTheOldConfiguration()
    {
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Desk.Close("1-1", null, null, null, "anna");
        bench.Ran("learned-1", DrillResult.Failed, isOld: true);
        bench.Desk.Tick();
        bench.Desk.Book.Find("1-1")!.Phase.ShouldBe(TaskPhase.Closed);
        bench.Ran("learned-1", DrillResult.Failed);
        bench.Desk.Tick();
        bench.Desk.Tick();
        LearnedTask task = bench.Desk.Book.Find("1-1")!;
        task.Phase.ShouldBe(TaskPhase.Open);
        task.Events.Count(one => one.Kind == TaskEventKind.Reopened).ShouldBe(1);
        task.Events[^1].Text.ShouldBe("reopened: drill learned-1 has turned red (drill:3)");
    }

    [Fact]
    public void ShortFormThatPasses_HidesNoRedRun_AndOneThatFailsOpensTheTask()
    {
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Desk.Close("1-1", null, null, null, "anna");
        bench.Ran("learned-1", DrillResult.Failed);
        bench.Ran("learned-1", DrillResult.Passed, isQuick: true);
        bench.Desk.Tick();
        bench.Desk.Book.Find("1-1")!.Phase.ShouldBe(TaskPhase.Open);
    }

    [Fact]
    public void ShortFormThatPassesOnTheOldConfiguration_DoesNotMakeADrillToothless()
    {
        bench.Ran("learned-1", DrillResult.Passed, isOld: true, isQuick: true);
        bench.Ran("learned-1", DrillResult.Passed);
        bench.Desk.Close("1-1", null, null, null, "anna").Task.ShouldNotBeNull();
    }

    private string Problem(string id)
    {
        TaskAnswer answer = bench.Desk.Close(id, null, null, null, "anna");
        answer.Outcome.ShouldBe(DeskOutcome.Refused);
        bench.Desk.Book.Find(id)!.Phase.ShouldBe(TaskPhase.Open);
        return answer.Problem.ShouldNotBeNull();
    }
}
