using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

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
        Signs(Grown().PoolBecomes(Signal.OfferedFirst, 100, 1000).PoolBecomes(Signal.TopClientShare, 0.03, 0.14).PoolBecomes(Signal.ClientEntropy, 0.95, 0.82)).ShouldBe([Sign.RestGrewToo, Sign.FewClientsDominate]);

    [Fact]
    public void AllComeFromOneAddressAsEver_SaysNothingOfClients() =>
        Signs(Grown().Set(MadeSeries.Pool, Signal.Clients, 1).Set(MadeSeries.Pool, Signal.TopClientShare, 1).Set(MadeSeries.Pool, Signal.ClientEntropy, 0)).ShouldBeEmpty();

    private static MadeSeries Grown() => MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 400);

    private static Sign[] Signs(MadeSeries series) => [.. new Clients().Ask(series).Select(item => item.Sign)];
}
