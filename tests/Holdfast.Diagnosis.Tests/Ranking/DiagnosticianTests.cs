using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class DiagnosticianTests
{
    private const int Onset = MadeOutage.Onset;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatLimitsDo_IsToldOnlyWhereThereAreSome(bool hasLimits)
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 300).PoolBecomes(Signal.Clients, 60, 170).PoolBecomes(Signal.Admitted, 100, 130).Shedding(170);
        Explanation explanation = (hasLimits ? series.Set(MadeSeries.Pool, Signal.Limit, 40) : series).Examine();
        explanation.Top.Class.ShouldBe(CauseClass.Surge);
        explanation.Mitigations.Any(one => one.IsTaken).ShouldBe(hasLimits);
        explanation.Mitigations.ShouldContain(one => !one.IsTaken);
        explanation.Mitigations.ShouldNotContain(one => hasLimits && one.Text.StartsWith("Overload protection is off", StringComparison.Ordinal));
    }

    [Fact]
    public void ProtectionIsSwitchedOffWhileItLasts_NothingIsSaidToBeDoneByItself_AndToSwitchItOnComesFirst()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 300).PoolBecomes(Signal.Clients, 60, 170).PoolBecomes(Signal.Admitted, 100, 130).Shedding(170);
        Explanation explanation = series.PoolBecomes(Signal.Limit, 40, double.NaN).Set(MadeSeries.Pool, Signal.InFlight, 130).Examine();
        explanation.Top.Class.ShouldBe(CauseClass.Surge);
        explanation.Mitigations.ShouldNotContain(one => one.IsTaken);
        explanation.Mitigations[0].Text.ShouldStartWith("Overload protection is off");
    }

    [Fact]
    public void OneServerRefuses_IsBlamed_AndTheOthersAreRuledOut()
    {
        Explanation explanation = Examine(DeadServer());
        explanation.RootCause!.Class.ShouldBe(CauseClass.SickServer);
        explanation.RootCause.Claim.ShouldContain("10.0.0.3:80");
        foreach (CauseClass other in (CauseClass[])[CauseClass.Network, CauseClass.BadDeployment, CauseClass.PoolExhaustion, CauseClass.MonitoringLoad])
        {
            explanation.Ranking.Single(cause => cause.Class == other).Rejection.ShouldNotBeNull(other.ToString());
        }
    }

    [Fact]
    public void UnrelatedDeployment_IsNotBlamed()
    {
        Explanation explanation = Examine(DeadServer().Change(Onset - 60, ChangeKind.Deployment, "web-shop", "release 4711 goes live"));
        explanation.RootCause!.Class.ShouldBe(CauseClass.SickServer);
        explanation.Evidence.ShouldContain(item => item.Sign == Sign.NothingChanged && item.Text.Contains("1 other"));
    }

    [Fact]
    public void BetterDaysThatBeginAfterTheOnset_AreNone_AndTheTroubleIsExplainedAllTheSame()
    {
        MadeSeries series = DeadServer();
        series.NewestSecond = MadeSeries.Start + MadeOutage.Now;
        Explanation explanation = new Diagnostician(series, series).Examine(MadeSeries.Start + Onset, series.NewestSecond, calmFrom: MadeSeries.Start + Onset + 5);
        explanation.Evidence.ShouldContain(item => item.Sign == Sign.ConnectionsRefused);
    }

    [Fact]
    public void NobodyIsHurt_NothingIsBlamed()
    {
        Explanation explanation = Examine(MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.OfferedFirst, second => second < Onset ? 100 : 200).Set(MadeSeries.Pool, Signal.Clients, second => second < Onset ? 50 : 100));
        explanation.Verdict.ShouldBe(Verdict.NoHarm);
        explanation.Top.Class.ShouldBe(CauseClass.Surge);
        explanation.RootCause.ShouldBeNull();
    }

    [Fact]
    public void MissingTelemetry_IsNamedAndSpeaksForNobody()
    {
        Explanation explanation = Examine(new MadeSeries(200).Set(MadeSeries.Pool, Signal.OfferedFirst, 100).Set(MadeSeries.Pool, Signal.FailedFirstByte, second => second < Onset ? 0 : 30));
        explanation.Verdict.ShouldBe(Verdict.Undetermined);
        explanation.NotObserved.ShouldContain(nameof(Signal.Clients));
        explanation.NextTest.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void PastMoment_IsExplainedAsItWasThen()
    {
        MadeSeries series = DeadServer();
        series.NewestSecond = MadeSeries.Start + series.Seconds - 1;
        Diagnostician diagnostician = new(series, series);
        Explanation then = diagnostician.Examine(MadeSeries.Start + Onset, MadeSeries.Start + Onset + 3);
        series.NewestSecond = MadeSeries.Start + Onset + 3;
        diagnostician.Examine(MadeSeries.Start + Onset, MadeSeries.Start + Onset + 3).Top.Decibans.ShouldBe(then.Top.Decibans);
    }

    private static Explanation Examine(MadeSeries series) => series.Examine();

    private static MadeSeries DeadServer() => MadeOutage.Everyday()
        .Set(MadeSeries.Pool, Signal.FailedRefused, second => second < Onset ? 0 : 20)
        .Set(MadeSeries.Pool, Signal.Good, second => second < Onset ? 100 : 80)
        .Set(MadeSeries.Server(3), Signal.FailedRefused, second => second < Onset ? 0 : 20)
        .Set(MadeSeries.Server(3), Signal.Good, second => second < Onset ? 25 : 0)
        .Set(MadeSeries.Server(3), Signal.FirstByteMedian, second => second < Onset ? 0.05 : double.NaN);
}
