using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class PoolExhaustionTests
{
    [Fact]
    public void AllConnectionsTakenWhileServersAreQuick_IsNamed() => Waiting().PoolBecomes(Signal.Connections, 20, 100).RootCause().ShouldBe(CauseClass.PoolExhaustion);

    [Fact]
    public void AllConnectionsTaken_TheLineToWriteIsOffered() =>
        Waiting().PoolBecomes(Signal.Connections, 20, 100).OnServers(Signal.ConnectionCap, _ => 25).Examine().Mitigations
            .ShouldContain(offered => offered.Text.Contains("\"limits: { connections: 50 }\"", StringComparison.Ordinal) && offered.Command == "holdfast reload");

    [Fact]
    public void ConnectionsAreFree_IsNot() => MadeOutage.Everyday().Shedding(40).Examine().Top.Class.ShouldNotBe(CauseClass.PoolExhaustion);

    [Fact]
    public void ServersAreSlow_IsNotStated() => Waiting().PoolBecomes(Signal.Connections, 20, 100).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4).ServersBecome(Signal.FirstByteMedian, 0.05, 0.4)
        .PoolBecomes(Signal.OfferedFirst, 100, 250).PoolBecomes(Signal.Clients, 60, 150).RootCause().ShouldNotBe(CauseClass.PoolExhaustion);

    [Fact]
    public void ServersHoldAllTheyTakeAndNobodyIsAnswered_IsNamed_AndNeitherTheNetworkNorTheServersAre()
    {
        Explanation explanation = Hanging().Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.PoolExhaustion);
        explanation.RootCause!.Claim.ShouldContain("its servers take 40 each");
        explanation.Mitigations.ShouldContain(offered => offered.Text.Contains("\"limits: { connections: 36 }\"", StringComparison.Ordinal) && offered.Command == "holdfast reload");
        explanation.Ranking.Single(cause => cause.Class == CauseClass.Network).Rejection.ShouldNotBeNull();
        explanation.Ranking.Single(cause => cause.Class == CauseClass.SickServer).Rejection.ShouldNotBeNull();
    }

    [Fact]
    public void ProbesWaitForAConnectionToo_AndAreNotTheCause() =>
        Hanging().PoolBecomes(Signal.Probes, 2, 8).PoolBecomes(Signal.ProbeSeconds, 0.004, 4).ServersBecome(Signal.Probes, 0.5, 2).ServersBecome(Signal.ProbeSeconds, 0.001, 1).RootCause().ShouldBe(CauseClass.PoolExhaustion);

    [Fact]
    public void ConnectionsHangAtTheirUsualNumber_IsTheNetwork() =>
        Hanging().OnServers(Signal.Connections, _ => 10).RootCause().ShouldNotBe(CauseClass.PoolExhaustion);

    // Requests hung while they connected, then all servers were out; what was open stayed open.
    private static MadeSeries Hanging() => Evidence.FullServersTests.Hanging()
        .PoolBecomes(Signal.Good, 100, 0).ServersBecome(Signal.Good, 25, 0).PoolBecomes(Signal.Admitted, 100, 20).ServersBecome(Signal.Admitted, 25, 5)
        .PoolBecomes(Signal.FailedConnectTimeout, 0, 20).ServersBecome(Signal.FailedConnectTimeout, 0, 5).PoolBecomes(Signal.FailedNoServer, 0, 80)
        .PoolBecomes(Signal.FirstByteMedian, 0.05, double.NaN).ServersBecome(Signal.FirstByteMedian, 0.05, double.NaN)
        .PoolBecomes(Signal.ConnectP99, 0.002, double.NaN).ServersBecome(Signal.ConnectP99, 0.002, double.NaN).PoolBecomes(Signal.Healthy, 4, 0);

    private static MadeSeries Waiting() => MadeOutage.Everyday().PoolBecomes(Signal.ConnectionWaits, 0, 40).Shedding(40);
}
