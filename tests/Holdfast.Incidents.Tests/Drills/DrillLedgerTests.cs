using Holdfast.Incidents.Drills;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tests.Drills;

public sealed class DrillLedgerTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-ledger-").FullName;
    private readonly VirtualClock clock = new(DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));
    private readonly List<RecordStore> stores = [];

    public void Dispose()
    {
        stores.ForEach(store => store.Dispose());
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Verdict_IsThereForTheNextProcess_AsItWas()
    {
        DrillVerdict said = Open().Append(Verdict("dead-host", DrillResult.Failed) with { Remark = "aborted", Expectations = [new("goodput at least 97 %", false, "62 %")] });
        DrillLedger next = Open();
        next.Refresh();
        DrillVerdict read = next.All.ShouldHaveSingleItem();
        read.ShouldBe(said with { Expectations = read.Expectations });
        read.Expectations.ShouldBe(said.Expectations);
        (read.Number, read.RecordedAt, read.Reference).ShouldBe((1L, clock.UtcNow, "drill:1"));
    }

    [Fact]
    public void TwoProcesses_SeeEachOthersVerdicts_OnceEach()
    {
        DrillLedger one = Open();
        DrillLedger other = Open();
        one.Append(Verdict("dead-host", DrillResult.Passed));
        other.Append(Verdict("dead-host", DrillResult.Failed)).Number.ShouldBe(2);
        one.Append(Verdict("one-character", DrillResult.Passed)).Number.ShouldBe(3);
        one.Refresh();
        one.All.Select(verdict => verdict.Number).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void NewestVerdict_IsThatOfTheGateway_AndOfTheScenario()
    {
        DrillLedger ledger = Open();
        ledger.Append(Verdict("dead-host", DrillResult.Passed));
        ledger.Append(Verdict("dead-host", DrillResult.Failed));
        ledger.Append(Verdict("dead-host", DrillResult.Passed) with { Gateway = "haproxy" });
        ledger.Append(Verdict("one-character", DrillResult.Passed));
        ledger.Append(Verdict("dead-host", DrillResult.Passed) with { OnOldConfiguration = true });
        ledger.Newest("dead-host").ShouldNotBeNull().Result.ShouldBe(DrillResult.Failed);
        ledger.Newest("dead-host", "haproxy").ShouldNotBeNull().Result.ShouldBe(DrillResult.Passed);
        ledger.Newest("gone").ShouldBeNull();
        ledger.Of("dead-host").Select(verdict => verdict.Number).ShouldBe([5, 3, 2, 1]);
    }

    [Theory]
    [InlineData(false, false, DrillResult.Passed, true)]
    [InlineData(false, false, DrillResult.Inconclusive, true)]
    [InlineData(false, true, DrillResult.Failed, true)]
    [InlineData(false, true, DrillResult.Passed, false)]
    [InlineData(false, true, DrillResult.Inconclusive, false)]
    [InlineData(true, false, DrillResult.Failed, false)]
    [InlineData(true, false, DrillResult.Passed, false)]
    public void Proof_IsWhatRanInFull_OrFailedInTheShortForm_OnAPresentConfiguration(bool isOld, bool isQuick, DrillResult result, bool counts) =>
        (Verdict("dead-host", result) with { OnOldConfiguration = isOld, Quick = isQuick }).CountsAsProof.ShouldBe(counts);

    [Fact]
    public void ShortFormThatPassed_IsNotTheNewestVerdict_AndOneThatFailedIs()
    {
        DrillLedger ledger = Open();
        ledger.Append(Verdict("dead-host", DrillResult.Failed));
        ledger.Append(Verdict("dead-host", DrillResult.Passed) with { Quick = true });
        ledger.Newest("dead-host").ShouldNotBeNull().Number.ShouldBe(1);
        ledger.Append(Verdict("dead-host", DrillResult.Failed) with { Quick = true });
        ledger.Newest("dead-host").ShouldNotBeNull().Number.ShouldBe(3);
    }

    [Fact]
    public void VerdictFromBeforeItWasKept_WhetherARunEndedInTime_CountsAsOneThatDid()
    {
        DrillLedger ledger = Open();
        ledger.Append(Verdict("dead-host", DrillResult.Failed) with { Aborted = true });
        stores[^1].Append([new NewRecord("drill:dead-host", "DrillVerdict", clock.UtcNow, """{"scenario":"dead-host","gateway":"holdfast","result":"Failed","onOldConfiguration":true,"startedAt":"2026-01-01T00:00:00+00:00"}""")]);
        DrillLedger next = Open();
        next.Refresh();
        next.Of("dead-host").Select(verdict => verdict.Aborted).ShouldBe([false, true]);
        next.Of("dead-host").First().IsSound.ShouldBeTrue();
    }

    private DrillLedger Open()
    {
        RecordStore store = new(new RecordStoreOptions { Path = Path.Combine(directory, "drills.db") }, clock, new EventLog(TextWriter.Null, clock));
        stores.Add(store);
        return new DrillLedger(store);
    }

    private DrillVerdict Verdict(string scenario, DrillResult result) => new() { Scenario = scenario, Gateway = "holdfast", Result = result, StartedAt = clock.UtcNow.AddMinutes(-1) };
}
