using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ExpectedShareTests
{
    [Fact]
    public void TroubleThatIsHardlyLongerThanItsSettling_HasNoDrill_AndItSaysWhy()
    {
        foreach (int seconds in (int[])[1, 5, 9])
        {
            using RecordedOutage outage = OfWeights(seconds);
            (ReplayPlan? plan, string problem) = outage.Desk.Plan(outage.Record());
            plan.ShouldBeNull();
            problem.ShouldContain($"lasted {seconds} s");
            problem.ShouldContain("less than 10 s would prove nothing");
        }
    }

    [Fact]
    public void TroubleOfTenSeconds_HasBoundsThatCanFail()
    {
        using RecordedOutage outage = OfWeights(10);
        ReplayPlan plan = outage.Plan();
        // 99 % of five of the ten seconds.
        ExpectedShare.Critical(plan).ShouldBe(49);
        // Of four servers three are left: 92 % of what they can do of the 240/s that are asked, for half of the time.
        ExpectedShare.Loaded(plan).ShouldBe(3);
        ExpectedShare.GoodputOfLoaded(plan).ShouldBe(Math.Floor(92 * Math.Min(1, 3 * plan.Capacity / 240) / 2));
    }

    [Fact]
    public void LongTrouble_HardlyNoticesTheSettling()
    {
        using RecordedOutage outage = OfWeights(150);
        ExpectedShare.Critical(outage.Plan()).ShouldBe(95);
    }

    [Fact]
    public void ShortTroubleWithoutOtherWeights_HasADrill_AndSettlesNothing()
    {
        using RecordedOutage outage = new(end: RecordedOutage.Start + 3);
        ExpectedShare.Critical(outage.Plan()).ShouldBe(99);
    }

    private static RecordedOutage OfWeights(int seconds)
    {
        RecordedOutage outage = new("imbalance", RecordedOutage.Start + seconds);
        outage.Bench.Book.KeepText("configuration:bad", RecordedOutage.Page.Replace("weight: 50", "weight: 0", StringComparison.Ordinal));
        outage.More.Add(new NewEntry(EntryKind.Change, RecordedOutage.At(0), "signal", "gateway: configuration revision 2") { Data = new() { ["change"] = "configuration", ["before"] = RecordedOutage.Fingerprint, ["after"] = "bad" } });
        return outage;
    }
}
