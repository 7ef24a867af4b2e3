using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class SurgeTests
{
    [Fact]
    public void MoreClientsThanServersCanServe_IsNamed() => Crowd().PoolBecomes(Signal.Clients, 60, 150).RootCause().ShouldBe(CauseClass.Surge);

    [Fact]
    public void SameClientsAskMoreAndAllAlike_IsNamed() => Crowd().RootCause().ShouldBe(CauseClass.Surge);

    [Fact]
    public void CampaignAndThreeBotsAtOnce_SurgeIsFirstAndTheBotsAreNotRuledOut()
    {
        Explanation explanation = Crowd().PoolBecomes(Signal.OfferedFirst, 100, 1000).PoolBecomes(Signal.TopClientShare, 0.03, 0.14).PoolBecomes(Signal.ClientEntropy, 0.95, 0.82).Examine();
        explanation.Top.Class.ShouldBe(CauseClass.Surge);
        explanation.Ranking.Single(cause => cause.Class == CauseClass.OneClient).Rejection.ShouldBeNull();
    }

    [Fact]
    public void CampaignWithBotsThatDrownsAllServers_IsStated() =>
        // Of a real one: without the bots more than four times as many as before still ask, and nobody is answered any more.
        Crowd().PoolBecomes(Signal.OfferedFirst, 211, 1574).PoolBecomes(Signal.Clients, 60, 150).PoolBecomes(Signal.TopClientShare, 0.02, 0.14).PoolBecomes(Signal.ClientEntropy, 0.97, 0.79)
            .ServersBecome(Signal.Healthy, 1, 0).PoolBecomes(Signal.Good, 211, 0).ServersBecome(Signal.Good, 50, 0).RootCause().ShouldBe(CauseClass.Surge);

    [Fact]
    public void CrowdComesForOnePage_IsNamed()
    {
        MadeSeries series = Crowd().PoolBecomes(Signal.Clients, 60, 150).Set(new SeriesSubject(SubjectKind.Route, "/"), Signal.OfferedFirst, 70);
        series.Becomes(new SeriesSubject(SubjectKind.Route, "/sale"), Signal.OfferedFirst, 30, 180).RootCause().ShouldBe(CauseClass.Surge);
    }

    [Fact]
    public void AllOfItComesThroughOneProxy_IsStillNamed() =>
        Crowd().Set(MadeSeries.Pool, Signal.Clients, 1).Set(MadeSeries.Pool, Signal.TopClientShare, 1).Set(MadeSeries.Pool, Signal.ClientEntropy, 0).RootCause().ShouldBe(CauseClass.Surge);

    [Fact]
    public void OneOfTheSameClientsAsksMore_IsNot() => Crowd().PoolBecomes(Signal.TopClientShare, 0.03, 0.6).PoolBecomes(Signal.ClientEntropy, 0.95, 0.5).RootCause().ShouldNotBe(CauseClass.Surge);

    [Fact]
    public void OneRouteGrewAndClientsAreNotKnown_IsNotStated()
    {
        MadeSeries series = Crowd().Set(MadeSeries.Pool, Signal.Clients, double.NaN).Set(MadeSeries.Pool, Signal.TopClientShare, double.NaN);
        series.Becomes(new SeriesSubject(SubjectKind.Route, "/search"), Signal.OfferedFirst, 30, 180).Set(new SeriesSubject(SubjectKind.Route, "/"), Signal.OfferedFirst, 70);
        series.RootCause().ShouldNotBe(CauseClass.Surge);
    }

    private static MadeSeries Crowd() => MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 250).PoolBecomes(Signal.Admitted, 100, 140)
        .PoolBecomes(Signal.FirstByteMedian, 0.05, 0.2).ServersBecome(Signal.FirstByteMedian, 0.05, 0.2).Shedding(110).PoolBecomes(Signal.Good, 100, 130);
}
