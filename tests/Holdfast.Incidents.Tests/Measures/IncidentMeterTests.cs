using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Measures;

public sealed class IncidentMeterTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Outage_IsMeasuredFromItsFirstBadSecond()
    {
        bench.Run(100);
        bench.Break(60, 0.6);
        DateTimeOffset start = bench.Clock.UtcNow.AddSeconds(1);
        bench.Run(3);
        bench.Suspect();
        bench.Run(2);
        bench.Declare(onsetAgo: 4);
        bench.Run(5);
        bench.Desk.Acknowledge(1, "anna");
        bench.Run(30);
        bench.FindCause();
        bench.Run(10);
        bench.Changes.Add(ChangeKind.Limit, "server:shop/a", "the limit is fixed at 40", "api: anna");
        bench.Run(100);
        bench.Clear();
        bench.Run(1);
        bench.Desk.Resolve(1, null, "anna");
        IncidentMeasures measured = Only();
        measured.ShouldSatisfyAllConditions(
            () => measured.Start.ShouldBe(start),
            () => measured.Detect.ShouldBe(2),
            () => measured.Acknowledge.ShouldBe(9),
            () => measured.Cause.ShouldBe(39),
            () => measured.Mitigate.ShouldBe(49, "what the gateway does at all times is no step"),
            () => measured.End.ShouldBe(60),
            () => measured.Down.ShouldBe(60),
            () => measured.Resolve.ShouldBe(150),
            () => measured.Tell.ShouldBeNull("nobody was told: unknown is not 0"),
            () => measured.Relapses.ShouldBe(0),
            () => measured.RecurrenceOf.ShouldBeNull());
    }

    [Fact]
    public void StepAfterWhichNothingGotBetter_IsNoMitigation_AndANoteOfWhatHelpedIs()
    {
        bench.Run(100);
        bench.EachSecond = () =>
        {
            if (bench.Second == Bench.Start + 104)
            {
                bench.Changes.Add(ChangeKind.Health, "server:shop/a", "the server is taken out: connections to it failed", "gateway", "available", "out");
            }
        };
        bench.Outage(seconds: 120);
        Only().Mitigate.ShouldBeNull();
        bench.Desk.Note(1, "started the servers again", NoteKind.Did, DateTimeOffset.FromUnixTimeSeconds(Bench.Start + 215), "anna");
        Only().Mitigate.ShouldBe(114);
    }

    [Fact]
    public void RequestForAReview_IsNoTelling()
    {
        bench.Run(100);
        bench.Outage(seconds: 60);
        Tell("review", 240);
        Only().Tell.ShouldBeNull("who is asked to review a text was not told of the outage");
        Tell("page", 250);
        Only().Tell.ShouldBe((DateTimeOffset.FromUnixTimeSeconds(Bench.Start + 250) - bench.Only.Start!.Value).TotalSeconds);
    }

    private void Tell(string purpose, int after) => bench.Book.Add(1, new NewEntry(EntryKind.NotificationSent, DateTimeOffset.FromUnixTimeSeconds(Bench.Start + after), "escalation", "ben was told by hook") { Data = new() { ["purpose"] = purpose, ["person"] = "ben" } });

    [Fact]
    public void NobodyDidAnything_NoMitigationIsMeasured()
    {
        bench.Run(100);
        bench.Outage();
        bench.Only.Of(EntryKind.Mitigation).ShouldHaveSingleItem().Text.ShouldStartWith("The gateway bounds connections");
        Only().Mitigate.ShouldBeNull();
    }

    [Fact]
    public void IncidentThatLasts_HasNoEnd_AndNobodyHasAcknowledgedIt()
    {
        bench.Run(100);
        bench.Break(1000, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(20);
        IncidentMeasures measured = Only();
        (measured.End, measured.Down, measured.Resolve, measured.Acknowledge, measured.Cause, measured.FalseTrails).ShouldBe((null, null, null, null, null, null));
        measured.Detect.ShouldNotBeNull();
    }

    [Fact]
    public void FalseTrails_OfTheDiagnosis_CountOnceWhereTheyOverlap()
    {
        bench.Run(100);
        bench.Outage();
        // bad-deployment from 20 to 5 seconds before the cause was named, network from 15 to 4.
        Only().FalseTrails.ShouldBe(16);
    }

    [Fact]
    public void FalseTrail_OfPeople_IsFromWhatTheyAssumedToWhatTheySay()
    {
        bench.Run(100);
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        bench.Desk.Note(1, "perhaps the network", NoteKind.Assumed, bench.Clock.UtcNow.AddMinutes(-30), "anna");
        bench.Desk.Note(1, "it was not the network", NoteKind.WrongPath, bench.Clock.UtcNow.AddMinutes(-10), "anna");
        Only().FalseTrails.ShouldBe(1200);
        bench.Desk.Note(1, "nor the disk", NoteKind.WrongPath, bench.Clock.UtcNow.AddMinutes(-40), "anna");
        Only().FalseTrails.ShouldBeNull("nobody knows how long the disk was looked at");
    }

    [Fact]
    public void SameServiceAndCause_IsARecurrence_OfTheLastOne()
    {
        bench.Run(100);
        for (int time = 0; time < 3; time++)
        {
            bench.Outage();
            bench.Run(40 * 60);
        }

        IReadOnlyList<IncidentMeasures> measured = All();
        measured.Select(one => one.RecurrenceOf).ShouldBe([null, 1L, 2L]);
        MeasuresReport report = MeasuresReport.Of(default, default, measured);
        (report.Recurrences, report.Relapses).ShouldBe((2, 0));
        MeasureSum down = report.Sums.Single(sum => sum.Name == "downSeconds");
        (down.Known, down.Median, down.P90).ShouldBe((3, 120d, 120d));
        IncidentMeter.Between(bench.Book.All, bench.Clock.UtcNow.AddMinutes(-45), bench.Clock.UtcNow).Count.ShouldBe(1);
    }

    [Fact]
    public void GatewayThatWasGoneAgain_IsARecurrence()
    {
        Gone("gap:1");
        bench.Run(1000);
        bench.Outage();
        bench.Run(1000);
        Gone("gap:2");
        All().Select(one => one.RecurrenceOf).ShouldBe([null, null, 1L]);
    }

    /// <summary>Wrong addresses and killed processes make the same servers fail.</summary>
    [Fact]
    public void SameCauseWithoutTheChangeThatSetItOff_IsNoRecurrence_ButOfTheOneBefore()
    {
        bench.Run(100);
        bench.Outage();
        bench.Run(40 * 60);
        bench.Changes.Add(ChangeKind.Configuration, "gateway", "configuration revision 2: limits.connections from 200 to 60", "api", "a1", "b2");
        bench.Run(55);
        bench.Break(120, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(2);
        bench.FindCause("limits.connections of pool shop was lowered from 200 to 60");
        bench.Run(130);
        bench.Clear();
        bench.Run(40 * 60);
        bench.Outage();
        All().Select(one => one.RecurrenceOf).ShouldBe([null, null, 1L]);
    }

    private void Gone(string key) => bench.Book.Open(
        new NewEntry(EntryKind.Opened, bench.Clock.UtcNow, "detection", "gone") { Data = new() { ["key"] = key, ["title"] = "gateway: gone" } },
        new NewEntry(EntryKind.Declared, bench.Clock.UtcNow, "detection", "gone"),
        new NewEntry(EntryKind.Cleared, bench.Clock.UtcNow, "detection", "serves again"));

    [Fact]
    public void MedianAndP90_AreOnesThatHappened_AndLeaveOutTheUnknown()
    {
        MeasureColumn column = MeasureColumns.All[0];
        IncidentMeasures unknown = new(1, "", "sev3", default, null, null, null, null, null, null, null, null, null, null, 0, null);
        IEnumerable<IncidentMeasures> ten = Enumerable.Range(1, 10).Select(second => unknown with { Detect = second });
        MeasureSum.Of(column, ten.Append(unknown)).ShouldBe(new MeasureSum("detectSeconds", 10, 5, 9));
        MeasureSum.Of(column, [unknown]).ShouldBe(new MeasureSum("detectSeconds", 0, null, null));
    }

    private IncidentMeasures Only() => All().ShouldHaveSingleItem();

    private IReadOnlyList<IncidentMeasures> All() => IncidentMeter.Between(bench.Book.All, DateTimeOffset.UnixEpoch, bench.Clock.UtcNow);
}
