using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class VerdictNotesTests
{
    [Fact]
    public void PairOfVerdicts_StandsWithTheIncident_Once()
    {
        using RecordedOutage outage = new();
        outage.Record();
        using RecordStore store = new(new RecordStoreOptions { Path = null }, outage.Bench.Clock, new EventLog(TextWriter.Null, outage.Bench.Clock));
        DrillLedger ledger = new(store);
        VerdictNotes notes = new(outage.Bench.Desk, ledger);
        ledger.Append(Verdict("learned-1", DrillResult.Failed, isOld: true));
        ledger.Append(Verdict("learned-1", DrillResult.Passed, isOld: false));
        ledger.Append(Verdict("learned-7", DrillResult.Passed, isOld: false));
        ledger.Append(Verdict("dead-host", DrillResult.Passed, isOld: false));
        for (int second = 0; second < 12; second++)
        {
            notes.Tick();
        }

        Incident incident = outage.Bench.Only;
        incident.Of(EntryKind.DrillRun).Select(entry => entry.Get("on")).ShouldBe(["old", "new"]);
        DrillProof proof = DrillProof.Of(incident)!;
        proof.IsProven.ShouldBeTrue();
        proof.InWords.ShouldStartWith("learned-1: failed on the configuration of that day");
        IncidentStory.Of(IncidentReports.Of(incident, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "Proof").Sentences.Count.ShouldBe(2);
        // A new process reads the same ledger and notes nothing twice.
        new VerdictNotes(outage.Bench.Desk, ledger).Tick();
        outage.Bench.Only.Of(EntryKind.DrillRun).Count().ShouldBe(2);
    }

    [Fact]
    public void VerdictOfAnotherGatewaysPage_IsNotNoted()
    {
        using RecordedOutage outage = new();
        outage.Record();
        using RecordStore store = new(new RecordStoreOptions { Path = null }, outage.Bench.Clock, new EventLog(TextWriter.Null, outage.Bench.Clock));
        DrillLedger ledger = new(store);
        ledger.Append(Verdict("learned-1", DrillResult.Failed, isOld: true) with { Instance = "holdfast-another" });
        ledger.Append(Verdict("learned-1", DrillResult.Passed, isOld: false) with { Instance = outage.Bench.Book.Instance });
        new VerdictNotes(outage.Bench.Desk, ledger).Tick();
        outage.Bench.Only.Of(EntryKind.DrillRun).ShouldHaveSingleItem().Get("on").ShouldBe("new");
    }

    [Fact]
    public void ShortFormThatPassed_IsNotNoted()
    {
        using RecordedOutage outage = new();
        outage.Record();
        using RecordStore store = new(new RecordStoreOptions { Path = null }, outage.Bench.Clock, new EventLog(TextWriter.Null, outage.Bench.Clock));
        DrillLedger ledger = new(store);
        ledger.Append(Verdict("learned-1", DrillResult.Failed, isOld: true) with { Quick = true });
        ledger.Append(Verdict("learned-1", DrillResult.Passed, isOld: false) with { Quick = true });
        new VerdictNotes(outage.Bench.Desk, ledger).Tick();
        outage.Bench.Only.Of(EntryKind.DrillRun).ShouldHaveSingleItem().Get("on").ShouldBe("old");
        DrillProof.Of(outage.Bench.Only)!.IsProven.ShouldBeFalse();
    }

    [Fact]
    public void RunOnTheOldConfiguration_ThatEndedBeforeItsTime_IsNotNoted()
    {
        using RecordedOutage outage = new();
        outage.Record();
        using RecordStore store = new(new RecordStoreOptions { Path = null }, outage.Bench.Clock, new EventLog(TextWriter.Null, outage.Bench.Clock));
        DrillLedger ledger = new(store);
        ledger.Append(Verdict("learned-1", DrillResult.Failed, isOld: true) with { Aborted = true });
        ledger.Append(Verdict("learned-1", DrillResult.Passed, isOld: false));
        new VerdictNotes(outage.Bench.Desk, ledger).Tick();
        outage.Bench.Only.Of(EntryKind.DrillRun).ShouldHaveSingleItem().Get("on").ShouldBe("new");
        DrillProof.Of(outage.Bench.Only)!.IsProven.ShouldBeFalse();
    }

    [Fact]
    public void WithoutRuns_ThereIsNoProof()
    {
        using RecordedOutage outage = new();
        DrillProof.Of(outage.Record()).ShouldBeNull();
    }

    private static DrillVerdict Verdict(string scenario, DrillResult result, bool isOld) =>
        new() { Scenario = scenario, Gateway = "holdfast", Result = result, OnOldConfiguration = isOld, StartedAt = RecordedOutage.At(500), Expectations = [new DrillExpectationResult("goodput", result == DrillResult.Passed, "1 %")] };
}
