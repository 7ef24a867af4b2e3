namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class MonitoringLoadTests
{
    [Fact]
    public void ProbesBecomeMany_IsNamed() => Slow().PoolBecomes(Signal.Probes, 2, 400).PoolBecomes(Signal.ProbeSeconds, 0.004, 30).RootCause().ShouldBe(CauseClass.MonitoringLoad);

    [Fact]
    public void ProbesBecomeDear_IsNamed() => Slow().PoolBecomes(Signal.Admitted, 100, 50).PoolBecomes(Signal.Probes, 2, 4).PoolBecomes(Signal.ProbeSeconds, 0.004, 6).Examine().Top.Class.ShouldBe(CauseClass.MonitoringLoad);

    [Fact]
    public void ProbesWaitAsLongAsRequests_IsNot() => Slow().PoolBecomes(Signal.ProbeSeconds, 0.1, 0.8).Examine().Top.Class.ShouldNotBe(CauseClass.MonitoringLoad);

    [Fact]
    public void NobodyIsAdmittedAnyMore_ProbesAreNotToBlameForThat() =>
        // Beside no requests at all even two probes a second are everything: they are compared with what requests took before.
        Slow().PoolBecomes(Signal.Admitted, 100, 0).PoolBecomes(Signal.FirstByteMedian, 0.05, double.NaN).PoolBecomes(Signal.ProbeSeconds, 0.004, 0.2).Examine().Top.Class.ShouldNotBe(CauseClass.MonitoringLoad);

    private static MadeSeries Slow() => MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4).ServersBecome(Signal.FirstByteMedian, 0.05, 0.4).Shedding(50);
}
