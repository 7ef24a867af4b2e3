using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ClientsTests
{
    [Fact]
    public void SameClientsAskMoreAndAllAlike_IsNoFewClients() =>
        Signs(Grown()).ShouldBe([Sign.ClientsAskMoreAlike, Sign.NobodyDominates]);

    [Fact]
    public void SpreadFalls_GrowthIsOfAFew() =>
        Signs(Grown().PoolBecomes(Signal.ClientEntropy, 0.95, 0.93)).ShouldBe([Sign.TrafficGrewWithoutClients, Sign.NobodyDominates]);

    [Fact]
    public void ClientsGrow_IsSaid() => Signs(Grown().PoolBecomes(Signal.Clients, 60, 150)).ShouldBe([Sign.ClientsGrewWithTraffic, Sign.NobodyDominates]);

    [Fact]
    public void OneSendsMost_IsSaid() => Signs(Grown().PoolBecomes(Signal.TopClientShare, 0.03, 0.6).PoolBecomes(Signal.ClientEntropy, 0.95, 0.5)).ShouldContain(Sign.FewClientsDominate);

    [Fact]
    public void FewAskForMuchAndTheRestGrowsToo_IsSaid() =>
        Signs(Grown().PoolBecomes(Signal.OfferedFirst, 100, 1000).PoolBecomes(Signal.TopClientShare, 0.03, 0.14).PoolBecomes(Signal.ClientEntropy, 0.95, 0.82)).ShouldBe([Sign.RestGrewToo, Sign.FewClientsBesideCrowd]);

    [Fact]
    public void AllComeFromOneAddressAsEver_SaysNothingOfClients() =>
        Signs(Grown().Set(MadeSeries.Pool, Signal.Clients, 1).Set(MadeSeries.Pool, Signal.TopClientShare, 1).Set(MadeSeries.Pool, Signal.ClientEntropy, 0)).ShouldBeEmpty();

    [Fact]
    public void OneOfManySendsMostAfterAQuietNight_IsNamed()
    {
        EvidenceItem item = new Clients().Ask(AfterQuiet(clients: 20, top: 0.79, entropy: 0.35)).ShouldHaveSingleItem();
        item.Sign.ShouldBe(Sign.FewClientsDominate);
        item.Quality.ShouldBe(1);
        item.Text.ShouldContain("79 % of the requests; hardly anybody asked before");
    }

    [Fact]
    public void OneOfManySendsMostAfterAQuietNight_IsTheCause()
    {
        Explanation explanation = AfterQuiet(clients: 20, top: 0.79, entropy: 0.35).Examine();
        explanation.Top.Class.ShouldBe(CauseClass.OneClient);
        explanation.Ranking.Single(cause => cause.Class == CauseClass.Surge).Probability.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void MostHaveLeftAgain_ItIsStillTheOneThatCame()
    {
        MadeSeries fading = AfterQuiet(clients: 20, top: 0.79, entropy: 0.35);
        fading.Set(MadeSeries.Pool, Signal.Clients, second => second < MadeOutage.Onset ? 1 : second < MadeOutage.Now - 6 ? 20 : 2);
        fading.Examine().Top.Class.ShouldBe(CauseClass.OneClient);
    }

    [Fact]
    public void ManyComeAfterAQuietNight_IsACrowd()
    {
        Signs(AfterQuiet(clients: 60, top: 0.04, entropy: 0.95)).ShouldContain(Sign.NobodyDominates);
        AfterQuiet(clients: 60, top: 0.04, entropy: 0.95).Examine().Top.Class.ShouldBe(CauseClass.Surge);
    }

    [Fact]
    public void TwentyAlikeHaveGoneAndOneLooksStill_NobodyStandsOut()
    {
        // In a second with one request one client sends all of it: six such seconds are six requests of six hundred.
        MadeSeries series = AfterQuiet(clients: 20, top: 0.07, entropy: 0.99);
        int last = MadeOutage.Now - 5;
        series.Set(MadeSeries.Pool, Signal.OfferedFirst, second => second < MadeOutage.Onset || second >= last ? 1 : 300).Set(MadeSeries.Pool, Signal.Clients, second => second < MadeOutage.Onset || second >= last ? 1 : 20)
            .Set(MadeSeries.Pool, Signal.TopClientShare, second => second < MadeOutage.Onset || second >= last ? 1 : 0.07);
        Signs(series).ShouldNotContain(Sign.FewClientsDominate);
        series.Examine().Top.Class.ShouldNotBe(CauseClass.OneClient);
    }

    [Fact]
    public void TwelveAlikeInsteadOfSixty_NobodyStandsOut() =>
        Signs(MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 60).PoolBecomes(Signal.Clients, 60, 12).PoolBecomes(Signal.TopClientShare, 0.03, 0.14).PoolBecomes(Signal.ClientEntropy, 0.95, 0.97))
            .ShouldBe([Sign.NobodyDominates]);

    [Theory]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void OneAddressAloneLongAfterManyHaveGone_SaysNothingOfClients(double before)
    {
        MadeSeries series = AfterQuiet(clients: 59, top: 0.04, entropy: 0.97);
        series.Set(MadeSeries.Pool, Signal.Clients, second => second < MadeOutage.Onset ? 1 : second < MadeOutage.Onset + 5 ? 59 : 1)
            .Set(MadeSeries.Pool, Signal.TopClientShare, second => second < MadeOutage.Onset ? before : second < MadeOutage.Onset + 5 ? 0.04 : 1);
        Signs(series).ShouldBeEmpty();
    }

    // Somebody looks at it once a second; then there is more than the servers can do.
    private static MadeSeries AfterQuiet(double clients, double top, double entropy) => MadeOutage.Everyday()
        .PoolBecomes(Signal.OfferedFirst, 1, 300).PoolBecomes(Signal.Admitted, 1, 150).PoolBecomes(Signal.Good, 1, 150).PoolBecomes(Signal.ShedOverload, 0, 150)
        .ServersBecome(Signal.Admitted, 0.25, 37).ServersBecome(Signal.Good, 0.25, 37)
        .PoolBecomes(Signal.Clients, 1, clients).PoolBecomes(Signal.TopClientShare, 1, top).PoolBecomes(Signal.ClientEntropy, double.NaN, entropy);

    private static MadeSeries Grown() => MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 400);

    private static Sign[] Signs(MadeSeries series) => [.. new Clients().Ask(series).Select(item => item.Sign)];
}
