using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class GatewayProtectionTests
{
    [Fact]
    public void RefusesFromTheFirstSecond_IsSaid() => new GatewayProtection().Ask(Short(MadeOutage.Onset)).ShouldHaveSingleItem().Sign.ShouldBe(Sign.GatewayRefusesForItself);

    [Fact]
    public void RefusesLater_IsAnEffect() => new GatewayProtection().Ask(Short(MadeOutage.Onset + 8)).ShouldBeEmpty();

    [Fact]
    public void CrowdMakesItShort_IsAnEffect() => new GatewayProtection().Ask(Short(MadeOutage.Onset).PoolBecomes(Signal.OfferedFirst, 100, 400)).ShouldBeEmpty();

    [Fact]
    public void RefusesForWantOfServers_IsNotSaid() => new GatewayProtection().Ask(MadeOutage.Everyday().Shedding(40)).ShouldBeEmpty();

    [Fact]
    public void GatewayIsShort_NobodyElseIsBlamed_AndItIsSaidWhereToLook()
    {
        Explanation explanation = Short(MadeOutage.Onset).Examine();
        explanation.RootCause.ShouldBeNull();
        explanation.Top.Class.ShouldBe(CauseClass.NoneOfThese);
        explanation.Top.Claim.ShouldContain("the gateway itself ran short");
        explanation.Harm.ShouldContain("refused");
    }

    [Fact]
    public void DeadServerBesideIt_IsStillNamed() => Short(MadeOutage.Onset)
        .PoolBecomes(Signal.FailedRefused, 0, 25).Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 25).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0)
        .Becomes(MadeSeries.Server(3), Signal.FirstByteMedian, 0.05, double.NaN).Becomes(MadeSeries.Server(3), Signal.Healthy, 1, 0)
        .Examine().Top.Class.ShouldBe(CauseClass.SickServer);

    private static MadeSeries Short(int from) => MadeOutage.Everyday()
        .Set(MadeSeries.Pool, Signal.ShedPressure, second => second < from ? 0 : 30).PoolBecomes(Signal.Good, 100, 70);
}
