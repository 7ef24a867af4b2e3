using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class LoadShapesTests
{
    [Fact]
    public void EachClass_HasItsCurve()
    {
        using RecordedOutage outage = new();
        outage.Set("shop/default", 180, 900);
        IReadOnlyList<LoadShape> shapes = outage.Plan().Load;
        shapes.Select(shape => shape.Name).ShouldBe(["default", "critical"], ignoreOrder: true);
        LoadShape most = shapes.Single(shape => shape.Name == "default");
        (most.RateAt(5), most.RateAt(50), most.RateAt(95)).ShouldBe((180, 900, 180));
        shapes.Single(shape => shape.Name == "critical").Rates.ShouldAllBe(rate => Math.Abs(rate - 60) < 0.001);
        ScenarioText.Write(outage.Desk.Plan(outage.Bench.Only).Plan!).ShouldContain("rate: \"180/15s, 180..900/5s, 900/55s, 900..180/5s, 180/s\"");
    }

    [Fact]
    public void FewClientsThatMakeTheSurge_AreAClassOfTheirOwn()
    {
        using RecordedOutage outage = new("one-client");
        outage.Set("shop/default", 180, 1140);
        outage.Bench.Series.Set(Bench.Pool, Signal.OfferedFirst, second => second >= RecordedOutage.Start && second < RecordedOutage.End ? 1200 : 240);
        // Three clients with a fifth of the requests each, 100 others share the rest.
        double evenness = (-(3 * 0.2 * Math.Log(0.2)) - (0.4 * Math.Log(0.4 / 100))) / Math.Log(103);
        outage.Pool(Signal.TopClientShare, 0.02, 0.2);
        outage.Pool(Signal.Clients, 100, 103);
        outage.Pool(Signal.ClientEntropy, 0.98, evenness);
        LoadShape few = outage.Plan().Load.Single(shape => shape.Name == "few-clients");
        few.Clients.ShouldBe(3);
        few.RateAt(50).ShouldBe(720, 1);
        few.RateAt(5).ShouldBe(0.1, 0.001);
    }

    [Theory]
    [InlineData(0.2, double.NaN)]
    [InlineData(1, 0.02)]
    public void HowEvenTheyAreIsNotKnown_OrOneAsksForAll_IsOneClient(double share, double evenness)
    {
        using RecordedOutage outage = new("one-client");
        outage.Set("shop/default", 180, 1140);
        outage.Bench.Series.Set(Bench.Pool, Signal.OfferedFirst, second => second >= RecordedOutage.Start && second < RecordedOutage.End ? 1200 : 240);
        outage.Pool(Signal.TopClientShare, 0.02, share);
        outage.Pool(Signal.ClientEntropy, 0.98, evenness);
        outage.Plan().Load.Single(shape => shape.Name == "few-clients").Clients.ShouldBe(1);
    }

    [Fact]
    public void WhatTheGatewayCouldNotTakeIn_WasAskedForAllTheSame()
    {
        using RecordedOutage outage = new();
        outage.Bench.Series.Set(new SeriesSubject(SubjectKind.Class, "shop/default"), Signal.OfferedFirst, second => second < RecordedOutage.Start ? 180 : second < RecordedOutage.Start + 20 ? 900 : second < RecordedOutage.Start + 40 ? 3 : second < RecordedOutage.End ? 1300 : 180);
        LoadShape shape = outage.Plan().Load.Single(one => one.Name == "default");
        shape.RateAt(52).ShouldBeInRange(1000, 1200);
        shape.RateAt(95).ShouldBe(180);
    }

    [Fact]
    public void TrafficOfALargeService_IsMadeSmaller_WithItsServers()
    {
        using RecordedOutage outage = new();
        outage.Set("shop/default", 18_000, 49_940);
        ReplayPlan plan = outage.Plan();
        plan.Scale.ShouldBe(0.1, 0.0001);
        ScenarioText.Write(plan).ShouldContain("10 times smaller");
    }

    [Theory]
    [InlineData(15, 35, "180/s")]
    [InlineData(-20, 5, "180/s")]
    [InlineData(70, 200, "180/s")]
    public void SecondsOfWhichNothingWasRecorded_AreNoLoadThatFell(int from, int to, string rate)
    {
        using RecordedOutage outage = new("sick-server");
        foreach ((SeriesSubject subject, double level) in new[] { (Bench.Pool, 240.0), (new SeriesSubject(SubjectKind.Class, "shop/default"), 180), (new SeriesSubject(SubjectKind.Class, "shop/critical"), 60) })
        {
            outage.Bench.Series.Set(subject, Signal.OfferedFirst, second => second >= RecordedOutage.Start + from && second < RecordedOutage.Start + to ? double.NaN : level);
        }

        string text = ScenarioText.Write(outage.Plan());
        text.ShouldContain($"name: default, rate: \"{rate}\"");
        text.ShouldContain(" s nothing was recorded: what was asked for before and after stands there.".Replace(" s ", " seconds ", StringComparison.Ordinal));
    }

    [Fact]
    public void ClassThatNobodyAskedFor_IsNoGap()
    {
        using RecordedOutage outage = new();
        outage.Bench.Series.Set(new SeriesSubject(SubjectKind.Class, "shop/critical"), Signal.OfferedFirst, second => second >= RecordedOutage.Start + 15 ? double.NaN : 60);
        ReplayPlan plan = outage.Plan();
        plan.UnrecordedSeconds.ShouldBe(0);
        plan.Load.Single(shape => shape.Name == "critical").Rates[^1].ShouldBeLessThan(1);
    }
}
