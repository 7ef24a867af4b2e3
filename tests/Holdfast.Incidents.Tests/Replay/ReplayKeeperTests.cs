using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplayKeeperTests
{
    private const int Limit = ReplayKeeper.SecondsMaximum - TimeScale.Lead - 10;

    [Fact]
    public void TroubleThatOutlastsItsSeconds_IsKeptWhileItLasts_AndThePageSaysWhatIsMissing()
    {
        using LastingOutage outage = new();
        outage.RunTo(10);
        outage.Declare(0);
        outage.RunTo(Limit - 1);
        outage.Bench.Book.TextOf("replay:1:1").ShouldBeNull();
        outage.RunTo(1200);
        outage.Clear();
        outage.RunTo(1800);
        ReplayPlan plan = outage.Plan().Plan.ShouldNotBeNull();
        outage.Deaths(plan).ShouldBe([5]);
        ScenarioText.Write(plan).ShouldContain($"medians of five seconds; what came {Limit} s after it began and later was not kept by the second");
    }

    [Fact]
    public void TroubleThatIsToldWhenItsSecondsAreGone_IsKeptAsFarAsTheyReach_AndHasNoDrillThatWouldPass()
    {
        using LastingOutage outage = new();
        outage.RunTo(1000);
        outage.Declare(0);
        outage.RunTo(1010);
        outage.Clear();
        outage.RunTo(1100);
        KeptReplay.Read(outage.Bench.Book.TextOf("replay:1:1")!)!.From.ShouldBeGreaterThan(RecordedOutage.Start + 1000 - new SeriesLimits().ServerSeconds);
        outage.Plan().Problem.ShouldContain("were not kept with it");
    }

    [Fact]
    public void Relapse_AddsTheSecondsThatCameSince()
    {
        using LastingOutage outage = new() { RefusesAt = { 305 } };
        outage.RunTo(10);
        outage.Declare(0);
        outage.RunTo(60);
        outage.Clear();
        outage.RunTo(304);
        outage.Relapse(300);
        outage.RunTo(1000);
        outage.Clear();
        outage.RunTo(2500);
        KeptReplay first = KeptReplay.Read(outage.Bench.Book.TextOf("replay:1:1")!)!;
        KeptReplay second = KeptReplay.Read(outage.Bench.Book.TextOf("replay:1:2")!)!;
        (first.From, first.End).ShouldBe((RecordedOutage.Start - TimeScale.Lead - 10, RecordedOutage.Start + 80));
        (second.From, second.End).ShouldBe((RecordedOutage.Start + 80, RecordedOutage.Start + Limit));
        outage.Deaths(outage.Plan().Plan.ShouldNotBeNull()).ShouldBe([5, 305]);
    }

    [Fact]
    public void RelapseAfterAllIsKept_AddsNothing()
    {
        using LastingOutage outage = new();
        outage.RunTo(10);
        outage.Declare(0);
        outage.RunTo(Limit + 20);
        outage.Clear();
        outage.Relapse(Limit + 30);
        outage.RunTo(Limit + 60);
        outage.Clear();
        outage.RunTo(2000);
        KeptReplay more = KeptReplay.Read(outage.Bench.Book.TextOf("replay:1:2") ?? "holdfast-replay 1 0")!;
        more.End.ShouldBe(more.From);
        outage.Deaths(outage.Plan().Plan.ShouldNotBeNull()).ShouldBe([5]);
    }

    [Fact]
    public void PoolThatNoDrillHas_IsNotReadAtAll()
    {
        using Bench bench = new();
        int reads = 0;
        ReplayKeeper keeper = new(bench.Book, new ReplaySeries(_ => [], (_, _, _, count) =>
        {
            reads++;
            return new double[count];
        }));
        Incident incident = bench.Book.Open(
            new NewEntry(EntryKind.Declared, bench.Clock.UtcNow, "detection", "declared") { Data = new() { ["pool"] = "shop" } },
            new NewEntry(EntryKind.Cleared, bench.Clock.UtcNow.AddSeconds(30), "detection", "all is well again"));
        long now = bench.Second + 60;
        keeper.IsDue(incident, now).ShouldBeTrue();
        keeper.Keep(incident, now, Pool(ReplayFleet.ServersMaximum + 1));
        reads.ShouldBe(0);
        keeper.IsDue(incident, now + 1).ShouldBeFalse();
    }

    private static ReplayConfiguration Pool(int servers) =>
        ReplayConfiguration.Read($"pools: {{ shop: {{ servers: [{string.Join(", ", Enumerable.Range(1, servers).Select(number => $"\"10.0.0.{number}:80\""))}] }} }}", "shop")!;
}
