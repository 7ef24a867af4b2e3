using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli.Tests.Drills;

public sealed class DrillReproductionTests
{
    [Fact]
    public void PassOnTheConfigurationOfThatDay_IsSaidLoudly()
    {
        string remark = DrillReproduction.Remark(Page("a", "b", ScenarioVariant.Old), Report(isPassed: true, isQuick: true)).ShouldNotBeNull();
        remark.ShouldStartWith("THIS DRILL DOES NOT REPRODUCE THE OUTAGE");
        remark.ShouldContain("Run it without --quick first.");
        DrillReproduction.Remark(Page("a", "b", ScenarioVariant.Old), Report(isPassed: false)).ShouldBe("failed on the configuration of that day, as it must: the outage is reproduced");
        DrillReproduction.Remark(Page("a", "b", ScenarioVariant.Present), Report(isPassed: true)).ShouldBeNull();
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
        LearnedDrills.NoteOnNew(page).ShouldBe("nothing has changed since: old and new are the same");
    }

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
