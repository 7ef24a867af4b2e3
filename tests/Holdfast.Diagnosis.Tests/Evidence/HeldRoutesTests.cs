using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class HeldRoutesTests
{
    private static readonly SeriesSubject Reports = new(SubjectKind.Route, "/reports");
    private static readonly SeriesSubject Pages = new(SubjectKind.Route, "/");

    [Fact]
    public void HeldRouteIsAskedMore_IsSaid()
    {
        EvidenceItem item = Ask(Held(10, 100));
        item.Sign.ShouldBe(Sign.HeldRouteGrew);
        item.Subject.ShouldBe(Reports);
        item.Text.ShouldContain("100/s are asked of it, 10/s before");
    }

    [Fact]
    public void HeldRouteIsAskedAsEver_CostsMore() => Ask(Slow()).Sign.ShouldBe(Sign.HeldRouteCostsMore);

    [Fact]
    public void FewerPlacesThanBefore_SayNothingOfTheRoute() => new HeldRoutes().Ask(Slow().PoolBecomes(Signal.Limit, 80, 40)).ShouldBeEmpty();

    [Fact]
    public void SurgeOnOtherRoutes_IsNotTheHeldRoutesDoing()
    {
        // It used more than its share while nobody else wanted the pool; everything is later in a crowd.
        MadeSeries series = Slow().PoolBecomes(Signal.OfferedFirst, 100, 190).Becomes(Pages, Signal.OfferedFirst, 90, 180);
        new HeldRoutes().Ask(series).ShouldBeEmpty();
        series.Examine().Ranking.SelectMany(cause => cause.Against).ShouldNotContain(item => item.Item.Sign == Sign.HeldRouteCostsMore);
    }

    [Fact]
    public void RetriesOnOtherRoutes_WantItsPlacesToo() => new HeldRoutes().Ask(Slow().PoolBecomes(Signal.OfferedRetry, 0, 60)).ShouldBeEmpty();

    [Fact]
    public void MaximumShareWasLowered_AndItsRequestsCostWhatTheyDid_IsNotSaid() => new HeldRoutes().Ask(Held(10, 10)).ShouldBeEmpty();

    [Fact]
    public void AnotherPoolHoldsRoutesToo_NobodyKnowsWhoseItIs()
    {
        SeriesSubject other = new(SubjectKind.Pool, "mail");
        new HeldRoutes().Ask(Slow().Becomes(other, Signal.ShedBulkhead, 0, 5)).ShouldBeEmpty();
        Ask(Slow().Becomes(other, Signal.ShedBulkhead, 0, 0)).Subject.ShouldBe(Reports);
    }

    [Fact]
    public void NobodyIsHeld_IsNotSaid() => new HeldRoutes().Ask(Held(10, 100).Set(Reports, Signal.ShedBulkhead, 0).Set(MadeSeries.Pool, Signal.ShedBulkhead, 0)).ShouldBeEmpty();

    [Fact]
    public void HeldAsOnEveryDay_IsNotSaid() =>
        new HeldRoutes().Ask(Held(10, 10).Set(Reports, Signal.ShedBulkhead, 5).Set(MadeSeries.Pool, Signal.ShedBulkhead, 5)).ShouldBeEmpty();

    [Fact]
    public void OneClientFloodsTheHeldRoute_IsNamed_AndSaidToBeHeld()
    {
        Explanation explanation = Held(10, 100).PoolBecomes(Signal.OfferedFirst, 100, 190).PoolBecomes(Signal.TopClientShare, 0.03, 0.5).PoolBecomes(Signal.ClientEntropy, 0.95, 0.5).Examine();
        explanation.Top.Class.ShouldBe(CauseClass.OneClient);
        explanation.Top.For.ShouldContain(item => item.Item.Sign == Sign.HeldRouteGrew);
        explanation.Mitigations.ShouldContain(mitigation => mitigation.IsTaken && mitigation.Text.Contains("/reports to its maximumShare"));
    }

    [Fact]
    public void SlowRouteOfANewVersion_PointsAtTheDeployment()
    {
        MadeSeries series = Held(10, 10).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.2).ServersBecome(Signal.FirstByteMedian, 0.05, 0.2)
            .Change(MadeOutage.Onset - 5, ChangeKind.Deployment, "pool:shop", "release 4711 goes live");
        series.Examine().Top.Class.ShouldBe(CauseClass.BadDeployment);
        series.Examine().Top.For.ShouldContain(item => item.Item.Sign == Sign.HeldRouteCostsMore);
    }

    private static EvidenceItem Ask(MadeSeries series) => new HeldRoutes().Ask(series).ShouldHaveSingleItem();

    private static MadeSeries Slow() => Held(10, 10).PoolBecomes(Signal.FirstByteP99, 0.1, 0.4);

    private static MadeSeries Held(double before, double after) => MadeOutage.Everyday()
        .Becomes(Reports, Signal.OfferedFirst, before, after).Set(Pages, Signal.OfferedFirst, 90)
        .Becomes(Reports, Signal.ShedBulkhead, 0, 5).PoolBecomes(Signal.ShedBulkhead, 0, 5).Set(MadeSeries.Pool, Signal.Limit, 80);
}
