namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class OneClientTests
{
    [Fact]
    public void OneAsksForMost_IsNamed() => Flood().PoolBecomes(Signal.TopClientShare, 0.03, 0.6).PoolBecomes(Signal.ClientEntropy, 0.95, 0.5).RootCause().ShouldBe(CauseClass.OneClient);

    [Fact]
    public void NobodyStandsOut_IsNot() => Flood().PoolBecomes(Signal.Clients, 60, 150).RootCause().ShouldNotBe(CauseClass.OneClient);

    [Fact]
    public void BusyClientOfEveryDay_IsNot() => MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.TopClientShare, 0.3).Shedding(40).RootCause().ShouldNotBe(CauseClass.OneClient);

    private static MadeSeries Flood() => MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 250).PoolBecomes(Signal.Admitted, 100, 140).Shedding(110).PoolBecomes(Signal.Good, 100, 130);
}
