using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>As recorded on 22 November 2026: a server stopped, and a minute after it was well again a crowd came; both were one incident.</summary>
[Trait("Category", "Slow")]
public sealed class PlayedPartTests
{
    private const int Again = 160;
    private const int Over = 220;

    [Fact]
    public void TroublesOfTwoKindsInOneIncident_TheDrillPlaysTheWorstWithItsOwnCauseAndItsOwnFaults()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + Over);
        Frozen(outage);
        Crowd(outage);
        ReplayPlan plan = Plan(outage, failedFirst: 200, refusedThen: 9000, cause: "surge");
        (plan.Time.Start - RecordedOutage.Start, plan.Time.End - RecordedOutage.Start).ShouldBe((Again, Over));
        (plan.Incident.Cause!.Name, plan.IsByLoad, plan.Faults.Count).ShouldBe(("surge", true, 0));
        plan.FailedShare.ShouldBe(9000.0 / (1200 * (Over - Again)), 0.001);
        string text = ScenarioText.Write(plan);
        text.ShouldContain("# It plays outage 2 of 2 alone: the cause was surge.\n# Outage 1 (17:56:40 to 17:57:20 UTC, sick-server, 200 requests went wrong) is trouble of another kind and is not in it.\ntitle: \"Incident 1 again, outage 2 of 2 alone: ");
        text.ShouldContain("0 requests failed and 9000 were refused in 60 s. The cause was surge");
        text.ShouldContain("\nrecorded: { atLeast: 12% }");
    }

    [Fact]
    public void WhenTheFirstWasWorse_ThatOneIsPlayed()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + Over);
        Frozen(outage);
        Crowd(outage);
        ReplayPlan plan = Plan(outage, failedFirst: 4000, refusedThen: 100, cause: "surge");
        (plan.Time.Start - RecordedOutage.Start, plan.Time.End - RecordedOutage.Start).ShouldBe((0, 40));
        (plan.Incident.Cause!.Name, plan.IsByLoad).ShouldBe(("sick-server", false));
        plan.Faults.ShouldHaveSingleItem().Kind.ShouldBe(ReplayFaultKind.Silent);
        plan.Part!.InWords.ShouldBe("outage 1 of 2 alone");
    }

    [Theory]
    [InlineData("sick-server")]
    [InlineData(null)]
    public void WhatIsNotKnownToBeAnotherKind_IsPlayedTogether(string? cause)
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + Over);
        Frozen(outage);
        ReplayPlan plan = Plan(outage, failedFirst: 4000, refusedThen: 100, cause);
        (plan.Time.Start - RecordedOutage.Start, plan.Time.End - RecordedOutage.Start).ShouldBe((0, Over));
        plan.Part!.InWords.ShouldBe("");
        ScenarioText.Write(plan).ShouldContain("title: \"Incident 1 again: ");
    }

    [Fact]
    public void ConfigurationThatWentLiveBetweenThem_IsThatOfTheSecond()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + Over);
        outage.Bench.Book.KeepText("configuration:more", RecordedOutage.Page.Replace("protection: off", "timeouts: { firstByte: 700ms }", StringComparison.Ordinal));
        outage.More.Add(new NewEntry(EntryKind.Mitigation, RecordedOutage.At(60), "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = RecordedOutage.Fingerprint, ["after"] = "more" } });
        Frozen(outage);
        Crowd(outage);
        Plan(outage, failedFirst: 200, refusedThen: 9000, cause: "surge").Old.IsUnprotected.ShouldBeFalse();
    }

    [Fact]
    public void WhichOutageItPlays_StandsWithTheVerdict_AndInTheProof()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + Over);
        Frozen(outage);
        Crowd(outage);
        Plan(outage, failedFirst: 200, refusedThen: 9000, cause: "surge");
        outage.Desk.Write(1, "anna").Problem.ShouldBeNull();
        outage.Bench.Only.Of(EntryKind.DrillWritten).ShouldHaveSingleItem().Text.ShouldBe("drill learned-1 written from the records by anna, of outage 2 of 2 alone");
        using RecordStore store = new(new RecordStoreOptions { Path = null }, outage.Bench.Clock, new EventLog(TextWriter.Null, outage.Bench.Clock));
        DrillLedger ledger = new(store);
        ledger.Append(new DrillVerdict { Scenario = "learned-1", Gateway = "holdfast", Result = DrillResult.Failed, OnOldConfiguration = true, StartedAt = RecordedOutage.At(500) });
        new VerdictNotes(outage.Bench.Desk, ledger).Tick();
        outage.Bench.Only.Of(EntryKind.DrillRun).ShouldHaveSingleItem().Text.ShouldBe("drill learned-1 (it plays outage 2 of 2 alone) failed on the configuration of that day: 0 of 0 expectations held");
        DrillProof.Of(outage.Bench.Only)!.InWords.ShouldStartWith("learned-1 (it plays outage 2 of 2 alone): failed on the configuration of that day");
    }

    private static ReplayPlan Plan(RecordedOutage outage, double failedFirst, double refusedThen, string? cause)
    {
        string again = (RecordedOutage.Start + Again).ToString(System.Globalization.CultureInfo.InvariantCulture);
        outage.More.InsertRange(0,
        [
            Measured(0, 40, ImpactSum.None with { Failed = failedFirst, HitClientSeconds = failedFirst }),
            new NewEntry(EntryKind.Cleared, RecordedOutage.At(100), "detection", "all is well again"),
            new NewEntry(EntryKind.Relapsed, RecordedOutage.At(Again + 2), "detection", "it is back") { Data = new() { ["state"] = "declared", ["pool"] = "shop", ["onset"] = again } },
            Measured(Again, Over, ImpactSum.None with { Shed = refusedThen, HitClientSeconds = refusedThen }),
        ]);
        if (cause is not null)
        {
            outage.More.Add(new NewEntry(EntryKind.CauseFound, RecordedOutage.At(Again + 8), "diagnosis", "the cause") { Data = new() { ["name"] = cause, ["claim"] = "more ask than it can serve", ["probability"] = "1" } });
        }

        return outage.Plan();
    }

    private static NewEntry Measured(int from, int to, ImpactSum sum) => new(EntryKind.Impact, RecordedOutage.At(to - 1), "gateway", "users were hit")
    {
        Data = ImpactData.Write(sum with { FirstBad = RecordedOutage.Start + from, LastBad = RecordedOutage.Start + to - 1, BadSeconds = to - from }, RecordedOutage.Start + from, RecordedOutage.Start + to - 1),
    };

    private static void Frozen(RecordedOutage outage)
    {
        outage.Pool(Signal.OfferedFirst, 240);
        outage.Server("b", Signal.Good, 0, 40, 0, 60);
        outage.Server("b", Signal.FailedFirstByte, 0, 40, 3, 0);
    }

    private static void Crowd(RecordedOutage outage)
    {
        outage.Bench.Series.Set(Bench.Pool, Signal.OfferedFirst, second => In(second) ? 1200 : 240);
        outage.Bench.Series.Set(new SeriesSubject(SubjectKind.Class, "shop/default"), Signal.OfferedFirst, second => In(second) ? 1140 : 180);
    }

    private static bool In(long second) => second >= RecordedOutage.Start + Again && second < RecordedOutage.Start + Over;
}
