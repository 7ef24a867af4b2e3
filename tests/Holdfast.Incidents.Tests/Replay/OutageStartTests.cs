using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class OutageStartTests
{
    private const int Killed = 41;

    [Fact]
    public void HiccupBeforeTheOutage_IsOfTheCalm_AndNothingIsCountedFromIt()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + 100);
        // Suspected in the second of the stall, and still when two of four were killed 41 s later.
        foreach (string server in (string[])["a", "b", "c", "d"])
        {
            outage.Server(server, Signal.FirstByteMedian, 0, 2, 0.3, 0.06);
        }

        Kill(outage, "b", "c");
        outage.Hurt(Killed, failed: 10, refused: 3500);
        ReplayPlan plan = outage.Plan();
        (plan.Time.Start - RecordedOutage.Start).ShouldBe(Killed);
        plan.FailedShare.ShouldBe(3510.0 / (240 * (100 - Killed)), 0.001);
        string text = ScenarioText.Write(plan);
        text.ShouldContain("  - { name: calm, for: 20s }\n  - { name: trouble, for: 59000ms }");
        text.ShouldContain("{ at: 20000ms, kill: b }");
        text.ShouldContain("that: cause-first, cause: sick-server, during: trouble");
    }

    [Fact]
    public void ServerThatWasDeadBeforeUsersFeltIt_BeginsTheTrouble()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + 100);
        Kill(outage, "b");
        outage.Hurt(from: 60, failed: 100);
        (outage.Plan().Time.Start - RecordedOutage.Start).ShouldBe(Killed);
    }

    [Fact]
    public void ServerThatWasWellAgainLongBefore_BeginsNothing()
    {
        using RecordedOutage outage = new("sick-server", RecordedOutage.Start + 100);
        outage.Server("b", Signal.Good, second => second >= RecordedOutage.Start + 5 && second < RecordedOutage.Start + 12 ? 0 : 60);
        outage.Server("b", Signal.FailedRefused, 5, 9, 12, 0);
        outage.Hurt(from: 40, failed: 100);
        ReplayPlan plan = outage.Plan();
        (plan.Time.Start - RecordedOutage.Start).ShouldBe(40);
        plan.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void LoadThatRoseBeforeUsersWereHurt_BeginsTheTrouble()
    {
        using RecordedOutage outage = new("surge", RecordedOutage.Start + 100);
        Rise(outage, second => second < 20 ? 1 : second < 100 ? 1 + ((second - 20) / 10.0) : 1);
        outage.Hurt(from: 50, failed: 0, refused: 9000);
        // At 1.2 times the usual.
        (outage.Plan().Time.Start - RecordedOutage.Start).ShouldBeInRange(21, 24);
    }

    [Fact]
    public void WeightsThatWentLiveBeforeUsersWereHurt_BeginTheTrouble()
    {
        using RecordedOutage outage = new("imbalance", RecordedOutage.Start + 100);
        outage.Bench.Book.KeepText("configuration:bad", RecordedOutage.Page.Replace("name: b,", "name: b, weight: 0,", StringComparison.Ordinal));
        outage.More.Add(new NewEntry(EntryKind.Change, RecordedOutage.At(0), "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = RecordedOutage.Fingerprint, ["after"] = "bad" } });
        outage.Hurt(from: 9, failed: 100);
        ReplayPlan plan = outage.Plan();
        (plan.Time.Start, plan.Changes.Count).ShouldBe((RecordedOutage.Start, 1));
    }

    [Fact]
    public void WhereNobodyWasHurt_TheFirstSymptomHasToDo()
    {
        using RecordedOutage outage = new("sick-server");
        Kill(outage, "b");
        outage.Plan().Time.Start.ShouldBe(RecordedOutage.Start);
    }

    private static void Kill(RecordedOutage outage, params string[] servers)
    {
        outage.Pool(Signal.OfferedFirst, 240);
        foreach (string server in servers)
        {
            outage.Server(server, Signal.Good, Killed, 100, 0, 60);
            outage.Server(server, Signal.FailedRefused, Killed, Killed + 4, 12, 0);
            outage.Server(server, Signal.Healthy, Killed + 2, 100, 0, 1);
        }
    }

    private static void Rise(RecordedOutage outage, Func<long, double> times)
    {
        outage.Bench.Series.Set(Bench.Pool, Signal.OfferedFirst, second => 240 * times(second - RecordedOutage.Start));
        outage.Bench.Series.Set(new SeriesSubject(SubjectKind.Class, "shop/default"), Signal.OfferedFirst, second => 180 * times(second - RecordedOutage.Start));
    }
}
