namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class SickServerTests
{
    [Fact]
    public void OneRefuses_IsNamed() => MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).PoolBecomes(Signal.Good, 100, 80)
        .Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0).RootCause().ShouldBe(CauseClass.SickServer);

    [Fact]
    public void OneFellSilentAndTheOthersCarryItsPart_IsNamed()
    {
        // It is out since then and the survivors are slower: what gives it away is that it has answered nothing since.
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.12).ServersBecome(Signal.FirstByteMedian, 0.05, 0.12).ServersBecome(Signal.Admitted, 25, 33).ServersBecome(Signal.Good, 25, 33);
        series.Set(MadeSeries.Server(3), Signal.Admitted, second => second < MadeOutage.Onset + 2 ? 25 : 0).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0)
            .Set(MadeSeries.Server(3), Signal.Healthy, second => second < MadeOutage.Onset + 3 ? 1 : 0).Becomes(MadeSeries.Server(3), Signal.FirstByteMedian, 0.05, double.NaN).Set(MadeSeries.Server(3), Signal.InFlight, 0);
        series.Examine().Top.Class.ShouldBe(CauseClass.SickServer);
    }

    [Fact]
    public void AllAreSlow_IsNot() => MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5).ServersBecome(Signal.FirstByteMedian, 0.05, 0.5).Shedding(50).Examine()
        .Top.Class.ShouldNotBe(CauseClass.SickServer);
}
