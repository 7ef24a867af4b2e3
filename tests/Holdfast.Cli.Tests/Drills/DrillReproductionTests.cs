using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;
using Holdfast.Incidents.Drills;

namespace Holdfast.Cli.Tests.Drills;

public sealed class DrillReproductionTests
{
    [Fact]
    public void PassOnTheConfigurationOfThatDay_IsSaidLoudly()
    {
        string remark = DrillReproduction.Remark(Page("a", "b", ScenarioVariant.Old), Report(isPassed: true, isQuick: true)).ShouldNotBeNull();
        remark.ShouldStartWith("THIS DRILL DOES NOT REPRODUCE THE OUTAGE");
        remark.ShouldContain("Run it without --quick first.");
        DrillReproduction.Remark(Page("a", "b", ScenarioVariant.Old), Report(isPassed: false)).ShouldBe("failed, as it should on the old configuration: the outage is reproduced");
        DrillReproduction.Remark(Page("a", "b", ScenarioVariant.Present), Report(isPassed: true)).ShouldBeNull();
    }

    [Theory]
    [InlineData(ScenarioVariant.Old, false, true)]
    [InlineData(ScenarioVariant.Old, true, false)]
    [InlineData(ScenarioVariant.Present, false, false)]
    [InlineData(ScenarioVariant.Present, true, true)]
    public void OnTheOldConfiguration_AFailureIsTheGoodEnd(string on, bool isPassed, bool isGood) =>
        DrillReproduction.IsAsItShouldBe(Page("a", "b", on), Report(isPassed)).ShouldBe(isGood);

    [Theory]
    [InlineData(ScenarioVariant.Old)]
    [InlineData(ScenarioVariant.Present)]
    public void RunThatProvesNothing_OrEndedBeforeItsTime_IsNeverTheGoodEnd(string on)
    {
        DrillReproduction.IsAsItShouldBe(Page("a", "b", on), Report(isPassed: false) with { Doubt = "client-limited" }).ShouldBeFalse();
        DrillReport late = Report(isPassed: false) with { Doubt = "client-limited", OnOldConfiguration = on == ScenarioVariant.Old, Verdicts = [new Verdict("users-failed", Passed: false, "50 %", "") { MissedByFar = true }] };
        DrillReproduction.IsAsItShouldBe(Page("a", "b", on), late).ShouldBeFalse();
        (DrillReproduction.Remark(Page("a", "b", on), late) ?? "").ShouldNotContain("is reproduced");
        DrillReproduction.IsAsItShouldBe(Page("a", "b", on), Report(isPassed: false) with { Aborted = "out of memory" }).ShouldBeFalse();
    }

    [Fact]
    public void FailureFarBeyondThatDay_IsNotThatOutage_AndNotTheGoodEnd()
    {
        DrillReport run = Report(isPassed: false) with { OnOldConfiguration = true, Recorded = new RecordedHarm { AtLeast = 25, AtMost = 26 }, Figures = new DrillFigures(86, 28, 60, 20, null, null, null, null, true, 0, 0) };
        Scenario page = Page("a", "b", ScenarioVariant.Old);
        DrillReproduction.IsAsItShouldBe(page, run).ShouldBeFalse();
        DrillReproduction.Remark(page, run).ShouldNotBeNull().ShouldStartWith("THIS DRILL IS NOT THAT OUTAGE: it hurt its users far more than that day did: 86 % of the requests went wrong in this run, 25 % that day.");
        DrillText.Verdicts(run, shouldFail: true).ShouldContain("PROVES NOTHING: 0 of 0 expectations held, but it hurt its users far more than that day did: 86 % of the requests");
        (DrillVerdictOf(run, page).IsOtherOutage, DrillVerdictOf(run, page).Remark).ShouldBe((true, "it hurt its users far more than that day did: 86 % of the requests went wrong in this run, 25 % that day"));
        DrillReport busy = run with { Doubt = "client-limited" };
        (DrillReproduction.Remark(page, busy), DrillVerdictOf(busy, page).IsOtherOutage).ShouldBe((null, false), "figures of a load generator that was the limit say nothing about the page");
        DrillReport same = run with { Figures = run.Figures with { UsersFailedPercent = 24 } };
        DrillReproduction.IsAsItShouldBe(page, same).ShouldBeTrue();
        DrillReproduction.Remark(page, same).ShouldBe("failed, as it should on the old configuration: the outage is reproduced (24 % of the requests went wrong in this run, 25 % that day)");
        DrillVerdictOf(same, page).IsOtherOutage.ShouldBeFalse();
    }

    [Fact]
    public void OneConfigurationUnderBothNames_IsSaid_WithWhatToDo()
    {
        DrillReproduction.Remark(Page("a", "a", ScenarioVariant.Present), Report(isPassed: true)).ShouldNotBeNull().ShouldStartWith("NOTHING HAS CHANGED YET");
        DrillReproduction.Remark(DrillLibrary.Open("dead-host").Scenario!, Report(isPassed: true)).ShouldBeNull();
    }

    [Fact]
    public void PageOfAnIncident_IsCalledByItsIncident_WhateverItsFileIsCalled()
    {
        const string page = "# Written from the records of incident 7 by holdfast drill from-incident.\nconfigurations:\n  # nothing has changed since: old and new are the same\n  new: |\n    x\n";
        LearnedDrills.NameIn(page).ShouldBe("learned-7");
        LearnedDrills.NameIn("title: mine").ShouldBeNull();
        LearnedDrills.PlaysIn(page).ShouldBeNull();
        LearnedDrills.PlaysIn(page.Replace("configurations:", "# It plays outage 2 of 2 alone: the cause was surge.\n# Outage 1 is not in it.\nconfigurations:", StringComparison.Ordinal)).ShouldBe("It plays outage 2 of 2 alone: the cause was surge.");
        LearnedDrills.NoteOnNew(page).ShouldBe("nothing has changed since: old and new are the same");
    }

    private static DrillVerdict DrillVerdictOf(DrillReport report, Scenario page) => DrillLedgerFile.Of(report, page, "", null);

    private static Scenario Page(string old, string present, string on)
    {
        Scenario any = DrillLibrary.Open("dead-host").Scenario!;
        return any with { Configurations = new Dictionary<string, string> { ["old"] = old, ["new"] = present }, Gateway = any.Gateway with { Template = on } };
    }

    private static DrillReport Report(bool isPassed, bool isQuick = false) => new()
    {
        Drill = "learned-7",
        Title = "again",
        Gateway = "holdfast",
        Quick = isQuick,
        Seed = 1,
        StartedAt = DateTimeOffset.UnixEpoch,
        Unit = "requests",
        Passed = isPassed,
        Figures = null!,
    };
}
