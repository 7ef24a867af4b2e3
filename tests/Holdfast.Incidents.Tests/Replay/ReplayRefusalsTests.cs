using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplayRefusalsTests
{
    [Fact]
    public void FalseAlarm_HasNothingToPlay()
    {
        using RecordedOutage outage = new(cause: null);
        outage.More.Add(Measured(ImpactSum.None with { Offered = 14400 }));
        Refused(outage).ShouldBe("In incident 1 nobody was hurt by what was recorded, no server failed, nothing was changed and no more was asked for than before: a drill of it would have nothing to play.");
    }

    [Fact]
    public void HarmOrAServerThatFailedOrMoreThanBefore_IsSomethingToPlay()
    {
        using RecordedOutage hurt = new(cause: null);
        hurt.More.Add(Measured(ImpactSum.None with { Offered = 14400, Failed = 10, BadSeconds = 1, FirstBad = RecordedOutage.Start, LastBad = RecordedOutage.End - 1 }));
        hurt.Plan().ShouldNotBeNull();
        using RecordedOutage broken = new(cause: null);
        broken.More.Add(Measured(ImpactSum.None));
        broken.Server("b", Signal.Good, 5, 30, 0, 60);
        broken.Server("b", Signal.FailedRefused, 5, 9, 12, 0);
        broken.Plan().Faults.Count.ShouldBe(1);
        using RecordedOutage full = new(cause: null);
        full.More.Add(Measured(ImpactSum.None));
        full.Set("shop/default", 180, 400);
        full.Plan().ShouldNotBeNull();
    }

    [Fact]
    public void GatewayThatWasGone_HasNoDrill()
    {
        using RecordedOutage outage = new();
        Incident gone = outage.Bench.Book.Open(
            new NewEntry(EntryKind.Opened, RecordedOutage.At(30), "detection", "the gateway was gone") { Data = new() { ["title"] = "gateway: gone", ["key"] = "gap:7" } },
            new NewEntry(EntryKind.Declared, RecordedOutage.At(30), "detection", "gone") { Data = new() { ["onset"] = RecordedOutage.Start.ToString(System.Globalization.CultureInfo.InvariantCulture) } },
            new NewEntry(EntryKind.Cleared, RecordedOutage.At(30), "detection", "it serves again"));
        outage.Desk.Tick();
        outage.Desk.Write(gone.Id, "anna").Problem.ShouldBe("Incident 1 is of a gateway that was gone: a drill plays what befell the servers of a pool while a gateway stood before them, and has nothing to play here.");
    }

    [Theory]
    [InlineData("", "Incident 1 is of the whole gateway, and the configuration of that day has several pools: a drill plays one, and nothing tells which of them it was.")]
    [InlineData("shpo", "The configuration of that day has no pool shpo: there are no servers that a drill of incident 1 could play.")]
    public void PoolThatIsNotNamedOrNotThere_IsSaid(string pool, string said)
    {
        using RecordedOutage outage = new();
        Dictionary<string, string> about = new() { ["pool"] = pool, ["title"] = "unusual", ["onset"] = RecordedOutage.Start.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        outage.Bench.Book.Open(new NewEntry(EntryKind.Opened, RecordedOutage.At(1), "detection", "unusual") { Data = about }, new NewEntry(EntryKind.Declared, RecordedOutage.At(3), "detection", "declared") { Data = about });
        outage.Desk.Tick();
        outage.Bench.Book.Add(1, new NewEntry(EntryKind.Cleared, RecordedOutage.At(60), "detection", "all is well again"));
        outage.Desk.Write(1, "anna").Problem.ShouldBe(said);
    }

    private static string Refused(RecordedOutage outage)
    {
        (ReplayPlan? plan, string problem) = outage.Desk.Plan(outage.Record());
        plan.ShouldBeNull();
        return problem;
    }

    private static NewEntry Measured(ImpactSum sum) => new(EntryKind.Impact, RecordedOutage.At(59), "gateway", "measured") { Data = ImpactData.Write(sum, RecordedOutage.Start, RecordedOutage.End - 1) };
}
