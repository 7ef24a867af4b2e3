namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class NetworkTroubleTests
{
    [Fact]
    public void ConnectionsOpenLateAndBreakOnAll_IsNamed() => MadeOutage.Everyday().PoolBecomes(Signal.ConnectP99, 0.002, 1).ServersBecome(Signal.ConnectP99, 0.002, 1)
        .PoolBecomes(Signal.FailedConnectTimeout, 0, 8).ServersBecome(Signal.FailedConnectTimeout, 0, 2).ServersBecome(Signal.FailedReset, 0, 1).PoolBecomes(Signal.Good, 100, 88).RootCause().ShouldBe(CauseClass.Network);

    [Fact]
    public void WhereEveryServerIsReachedBadly_NobodyIsTakenOutOfUse() => MadeOutage.Everyday().PoolBecomes(Signal.ConnectP99, 0.002, 1).ServersBecome(Signal.ConnectP99, 0.002, 1)
        .PoolBecomes(Signal.FailedConnectTimeout, 0, 8).ServersBecome(Signal.FailedConnectTimeout, 0, 2).ServersBecome(Signal.FailedReset, 0, 1).PoolBecomes(Signal.Good, 100, 88)
        .Examine().Mitigations.ShouldNotContain(offered => offered.Text.Contains("cut off", StringComparison.Ordinal));

    [Fact]
    public void OneServerRefusesAtOnce_IsNot() => MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(2), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(2), Signal.Good, 25, 0)
        .PoolBecomes(Signal.Good, 100, 80).Examine().Top.Class.ShouldNotBe(CauseClass.Network);

    [Fact]
    public void ServersFailAndConnectionsAreQuick_IsRuledOut() =>
        MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, 0, 40).ServersBecome(Signal.FailedServerError, 0, 10).PoolBecomes(Signal.Good, 100, 60).Examine()
            .Ranking.Single(cause => cause.Class == CauseClass.Network).Rejection.ShouldNotBeNull();
}
