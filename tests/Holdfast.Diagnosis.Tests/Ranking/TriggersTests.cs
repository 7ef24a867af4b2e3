using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class TriggersTests
{
    private const int Onset = MadeOutage.Onset;

    [Fact]
    public void StallThatBeganAStorm_IsItsTrigger()
    {
        Explanation explanation = Storm(calmSeconds: 5).Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.RetryStorm);
        explanation.Trigger.ShouldNotBeNull().Sign.ShouldBe(Sign.ServersStalledFirst);
        explanation.Trigger.Text.ShouldContain("answers stopped first");
    }

    [Fact]
    public void RepeatsWereThereFromTheFirstSecond_NothingBrokeBeforeThem() => Storm(calmSeconds: 0).Examine().Trigger.ShouldBeNull();

    [Fact]
    public void CrowdThatBeganAStorm_IsItsTrigger() => Root(CauseClass.RetryStorm, [Item(Sign.FirstAttemptsUp)]).ShouldBe(Sign.FirstAttemptsUp);

    [Fact]
    public void Crowd_IsTheCauseOfASurgeAndNotItsTrigger() => Root(CauseClass.Surge, [Item(Sign.FirstAttemptsUp)]).ShouldBeNull();

    [Fact]
    public void CrowdThatTookAllConnections_IsTheTriggerOfTheirExhaustion() => Root(CauseClass.PoolExhaustion, [Item(Sign.ConnectionsAtCap), Item(Sign.FirstAttemptsUp)]).ShouldBe(Sign.FirstAttemptsUp);

    [Fact]
    public void ChangeOfWeights_IsTheTriggerOfAnImbalance_AndItsSharesAreNot() => Root(CauseClass.Imbalance, [Item(Sign.OneServerGetsMost), Item(Sign.WeightsChanged)]).ShouldBe(Sign.WeightsChanged);

    [Fact]
    public void WhatCameLater_IsNoTrigger() => Root(CauseClass.RetryStorm, [Item(Sign.FirstAttemptsUp) with { Onset = Onset + 5 }]).ShouldBeNull();

    [Theory]
    [InlineData(3, true)]
    [InlineData(40, false)]
    public void DeploymentBeforeAServerDied_IsTheTriggerOnlyWhenItCameRightBefore(int before, bool isTrigger)
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).PoolBecomes(Signal.Good, 100, 80).Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0)
            .Change(Onset - before, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
        Explanation explanation = series.Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
        (explanation.Trigger?.Sign == Sign.VersionChanged).ShouldBe(isTrigger);
    }

    private static Sign? Root(CauseClass cause, EvidenceItem[] items) =>
        Triggers.Of(Ranker.Rank(items, Onset, MadeSeries.Pool).Single(ranked => ranked.Class == cause), items, Onset)?.Sign;

    private static EvidenceItem Item(Sign sign) => new(sign, sign == Sign.WeightsChanged ? SignalFamily.Change : SignalFamily.Traffic, MadeSeries.Pool, "signal", Onset, Onset, 1, 1, 1, Onset, "text");

    // Servers stall; clients repeat after some seconds, and go on when the stall is over.
    private static MadeSeries Storm(int calmSeconds) => MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.OfferedRetry, second => second < Onset + calmSeconds ? 0 : 600).PoolBecomes(Signal.ClientGone, 0, 80)
        .PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4).ServersBecome(Signal.FirstByteMedian, 0.05, 0.4).PoolBecomes(Signal.Good, 100, 15).PoolBecomes(Signal.ShedWaited, 0, 300).PoolBecomes(Signal.Admitted, 100, 160);
}
