namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class PoolExhaustionTests
{
    [Fact]
    public void AllConnectionsTakenWhileServersAreQuick_IsNamed() => Waiting().PoolBecomes(Signal.Connections, 20, 100).RootCause().ShouldBe(CauseClass.PoolExhaustion);

    [Fact]
    public void ConnectionsAreFree_IsNot() => MadeOutage.Everyday().Shedding(40).Examine().Top.Class.ShouldNotBe(CauseClass.PoolExhaustion);

    [Fact]
    public void ServersAreSlow_IsNotStated() => Waiting().PoolBecomes(Signal.Connections, 20, 100).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4).ServersBecome(Signal.FirstByteMedian, 0.05, 0.4)
        .PoolBecomes(Signal.OfferedFirst, 100, 250).PoolBecomes(Signal.Clients, 60, 150).RootCause().ShouldNotBe(CauseClass.PoolExhaustion);

    private static MadeSeries Waiting() => MadeOutage.Everyday().PoolBecomes(Signal.ConnectionWaits, 0, 40).Shedding(40);
}
