using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class RecoverySignsTests
{
    // A made outage lasts 80 s: something is done against it after 20 s, and all have settled by the 48th.
    private const int Done = MadeOutage.Onset + 20;
    private const int Look = MadeOutage.Onset + 48;

    public static TheoryData<CauseClass> Causes => [.. HypothesisRegistry.All.Select(hypothesis => hypothesis.Class)];

    [Theory]
    [MemberData(nameof(Causes))]
    public void WhatWasDoneEndsIt_SpeaksForTheCause(CauseClass cause)
    {
        RankedCause ranked = Ranked(cause, ends: true, out EvidenceItem item);
        item.Sign.ShouldBe(Sign.RecoveredAsPredicted);
        item.Text.ShouldStartWith("as predicted: " + HypothesisRegistry.All.Single(hypothesis => hypothesis.Class == cause).RecoverySignature);
        ranked.For.Single(weighed => weighed.Item == item).Decibans.ShouldBe(10);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void WhatWasDoneDoesNotEndIt_SpeaksAgainstTheCauseAndOpensTheQuestionAgain(CauseClass cause)
    {
        RankedCause ranked = Ranked(cause, ends: false, out EvidenceItem item);
        item.Sign.ShouldBe(Sign.DidNotRecover);
        item.Text.ShouldStartWith("not as predicted, so the question is open again: 28 s after '");
        ranked.Against.Single(weighed => weighed.Item == item).Decibans.ShouldBe(-10);
        Outage(cause, ends: false).Examine(Look).RootCause?.Class.ShouldNotBe(cause);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void SecondsAfterIt_NothingIsSaidYet(CauseClass cause) => Checks(Outage(cause, ends: false), Done + 5).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Causes))]
    public void SomethingElseWasChanged_NothingIsSaid(CauseClass cause) =>
        Checks(Trouble(cause, ends: true).Change(Done, ChangeKind.Configuration, "accessLog", "configuration revision 7: the access log has another path"), Look).ShouldBeEmpty();

    [Fact]
    public void WasNeverThere_CouldNotGo() => Checks(Mended(MadeOutage.Everyday(), CauseClass.PoolExhaustion), Look).ShouldBeEmpty();

    [Fact]
    public void HalfOfItIsGone_NothingIsSaid()
    {
        MadeSeries series = Mended(MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.ConnectionWaits, second => second < MadeOutage.Onset ? 0 : second < Done ? 60 : 24), CauseClass.PoolExhaustion);
        Checks(series, Look).ShouldBeEmpty();
    }

    [Fact]
    public void ServerIsTakenOutWhileAnotherSickOneIsInUse_NothingIsSaid()
    {
        MadeSeries series = Outage(CauseClass.SickServer, ends: true).Becomes(MadeSeries.Server(1), Signal.FailedServerError, 0, 20);
        Checks(series, Look).ShouldNotContain(item => item.About == CauseClass.SickServer);
    }

    [Fact]
    public void TooFewAreLeftToCarryItsPart_ThatTheyFailSaysNothing()
    {
        MadeSeries series = Outage(CauseClass.SickServer, ends: false).Set(MadeSeries.Server(2), Signal.Healthy, second => second < Done ? 1 : 0);
        Checks(series, Look).ShouldNotContain(item => item.About == CauseClass.SickServer);
    }

    [Fact]
    public void SickServerIsDrained_AndTheOthersCarryItsPart_SpeaksForIt()
    {
        EvidenceItem item = Checks(Drained(3, Failing(3)), Look).Single(check => check.About == CauseClass.SickServer);
        item.Sign.ShouldBe(Sign.RecoveredAsPredicted);
        item.Text.ShouldContain("28 s after 'the server is drained: nothing new goes to it'");
    }

    [Fact]
    public void SickServerIsDrained_AndTheOthersFailFromThenOn_SpeaksAgainstIt()
    {
        MadeSeries series = Drained(3, Failing(3));
        foreach (int server in (int[])[1, 2, 4])
        {
            series.Set(MadeSeries.Server(server), Signal.FailedServerError, second => second < Done ? 0 : 8);
        }

        // Too little of each to be another sick one.
        Checks(series.OnServers(Signal.Admitted, _ => 250), Look).Single(check => check.About == CauseClass.SickServer).Sign.ShouldBe(Sign.DidNotRecover);
    }

    [Fact]
    public void WellServerIsDrained_ThatItIsSilentSaysNothingAboutTheSickOne() =>
        Checks(Drained(1, Failing(3)), Look).ShouldNotContain(item => item.About == CauseClass.SickServer);

    [Fact]
    public void OthersAreDrainedSoThatTooFewCarryItsPart_ThatTheyFailSaysNothing()
    {
        MadeSeries series = Outage(CauseClass.SickServer, ends: false).OnServers(Signal.WeightShare, _ => 0.25);
        Checks(series, Look).ShouldContain(item => item.About == CauseClass.SickServer && item.Sign == Sign.DidNotRecover);
        Checks(Drained(2, series), Look).ShouldNotContain(item => item.About == CauseClass.SickServer);
    }

    [Fact]
    public void DeploymentThatGoesOn_IsNoRollback()
    {
        MadeSeries series = Trouble(CauseClass.BadDeployment, ends: false);
        for (int server = 1; server <= 4; server++)
        {
            series.Change(Done + server, ChangeKind.Version, MadeSeries.Server(server).ToString(), "another version", "2.8.0", "2.8.1");
        }

        Checks(series, Look).ShouldNotContain(item => item.About == CauseClass.BadDeployment);
    }

    [Fact]
    public void WhatHelped_PointsAtNothingByItself() => Ranker.IsPointer(new WeighedItem(Item(CauseClass.Surge, Sign.RecoveredAsPredicted), 10)).ShouldBeFalse();

    [Fact]
    public void LaterCheck_TakesThePlaceOfAnEarlierOne()
    {
        Explanation wrong = Outage(CauseClass.Imbalance, ends: false).Examine(Look);
        Explanation right = wrong.Rechecked([Item(CauseClass.Imbalance, Sign.RecoveredAsPredicted)]);
        Score(right).ShouldBe(Score(wrong) + 20, 1e-9);
        right.Ranking.Sum(cause => cause.Probability).ShouldBe(1, 1e-9);
        right.Evidence.Count(item => item.Family == SignalFamily.Recovery && item.About == CauseClass.Imbalance).ShouldBe(1);
    }

    // Until something is done; what it then does nobody knows, nothing is sent there.
    private static MadeSeries Failing(int server) => MadeOutage.Everyday()
        .Set(MadeSeries.Server(server), Signal.FailedServerError, second => second is >= MadeOutage.Onset and < Done ? 20 : 0)
        .Set(MadeSeries.Pool, Signal.FailedServerError, second => second is >= MadeOutage.Onset and < Done ? 20 : 0)
        .OnServers(Signal.WeightShare, _ => 0.25).OnServers(Signal.Healthy, _ => 1);

    private static MadeSeries Drained(int server, MadeSeries series) => series
        .Change(Done, ChangeKind.Operator, MadeSeries.Server(server).ToString(), "the server is drained: nothing new goes to it", "serving", "draining")
        .Set(MadeSeries.Server(server), Signal.WeightShare, second => second < Done ? 0.25 : 0)
        .Set(MadeSeries.Server(server), Signal.Admitted, second => second < Done ? 25 : 0)
        .Set(MadeSeries.Server(server), Signal.Good, second => second < MadeOutage.Onset ? 25 : 0);

    private static double Score(Explanation explanation) => explanation.Ranking.Single(cause => cause.Class == CauseClass.Imbalance).Decibans;

    private static EvidenceItem Item(CauseClass cause, Sign sign) => new(sign, SignalFamily.Recovery, MadeSeries.Pool, "change 1", 0, 0, 0, 0, 1, null, "text") { About = cause };

    private static RankedCause Ranked(CauseClass cause, bool ends, out EvidenceItem item)
    {
        Explanation explanation = Outage(cause, ends).Examine(Look);
        item = explanation.Evidence.Single(each => each.Family == SignalFamily.Recovery && each.About == cause);
        return explanation.Ranking.Single(each => each.Class == cause);
    }

    private static EvidenceItem[] Checks(MadeSeries series, int now) => [.. series.Examine(now).Evidence.Where(item => item.Family == SignalFamily.Recovery)];

    private static MadeSeries Outage(CauseClass cause, bool ends) => Mended(Trouble(cause, ends), cause);

    // What somebody, or the gateway, does against that cause.
    private static MadeSeries Mended(MadeSeries series, CauseClass cause) => cause switch
    {
        CauseClass.Surge => series.Change(Done, ChangeKind.Configuration, "gateway", "configuration revision 7: pools.shop.servers.10.0.0.9:80 was added"),
        CauseClass.SickServer => series.Change(Done, ChangeKind.Health, MadeSeries.Server(3).ToString(), "the server is taken out: it refuses", "available", "out"),
        CauseClass.PoolExhaustion => series.Change(Done, ChangeKind.Limit, "pool:shop", "pools.shop.limits.connections changed by the configuration", "100", "200"),
        CauseClass.Imbalance => series.Change(Done, ChangeKind.Weights, "pool:shop", "weights of pool shop changed"),
        CauseClass.BadDeployment => series.Change(MadeOutage.Onset - 1, ChangeKind.Version, MadeSeries.Server(1).ToString(), "another version", "2.7.9", "2.8.0")
            .Change(Done, ChangeKind.Version, MadeSeries.Server(1).ToString(), "another version", "2.8.0", "2.7.9"),
        CauseClass.Network => series.Change(Done, ChangeKind.Operator, "pool:shop", "the cable was changed"),
        CauseClass.OneClient => series.Change(Done, ChangeKind.Configuration, "gateway", "configuration revision 7: routes./search.rateLimits was added"),
        CauseClass.RetryStorm => series.Change(Done, ChangeKind.Limit, MadeSeries.Server(1).ToString(), "the limit follows what is measured again"),
        _ => series.Change(Done, ChangeKind.Configuration, "gateway", "configuration revision 7: pools.shop.health.interval changed"),
    };

    private static MadeSeries Trouble(CauseClass cause, bool ends)
    {
        MadeSeries series = MadeOutage.Everyday();
        MadeSeries Is(SeriesSubject subject, Signal signal, double usual, double then) =>
            series.Set(subject, signal, second => second < MadeOutage.Onset || (ends && second >= Done + 3) ? usual : then);
        switch (cause)
        {
            case CauseClass.Surge:
                Is(MadeSeries.Pool, Signal.OfferedFirst, 100, 250);
                Is(MadeSeries.Pool, Signal.Clients, 60, 150);
                return Is(MadeSeries.Pool, Signal.ShedWaited, 0, 110);
            case CauseClass.SickServer:
                // It is out from then on; where that does not end it the others fail as well.
                series.Set(MadeSeries.Server(3), Signal.FailedRefused, second => second is >= MadeOutage.Onset and < Done ? 20 : 0).Set(MadeSeries.Server(3), Signal.Healthy, second => second < Done ? 1 : 0);
                series.Becomes(MadeSeries.Server(3), Signal.Good, 25, 0);
                foreach (int server in ends ? Array.Empty<int>() : [1, 2, 4])
                {
                    series.Set(MadeSeries.Server(server), Signal.Healthy, 1).Becomes(MadeSeries.Server(server), Signal.FailedFirstByte, 0, 8);
                }

                return Is(MadeSeries.Pool, Signal.FailedRefused, 0, 20);
            case CauseClass.PoolExhaustion: return Is(MadeSeries.Pool, Signal.ConnectionWaits, 0, 60);
            case CauseClass.Imbalance:
                Is(MadeSeries.Server(1), Signal.WeightShare, 0.25, 0.85);
                Is(MadeSeries.Server(2), Signal.WeightShare, 0.25, 0.05);
                Is(MadeSeries.Server(3), Signal.WeightShare, 0.25, 0.05);
                return Is(MadeSeries.Server(4), Signal.WeightShare, 0.25, 0.05);
            case CauseClass.BadDeployment:
                Is(MadeSeries.Pool, Signal.FailedServerError, 0, 40);
                return Is(MadeSeries.Server(1), Signal.FailedServerError, 0, 20);
            case CauseClass.Network: return Is(MadeSeries.Pool, Signal.ConnectP99, 0.002, 1.2);
            case CauseClass.OneClient: return Is(MadeSeries.Pool, Signal.ShedWaited, 0, 80).PoolBecomes(Signal.ShedRateLimit, 0, 60);
            case CauseClass.RetryStorm: return Is(MadeSeries.Pool, Signal.OfferedRetry, 0, 200);
            default: return Is(MadeSeries.Pool, Signal.FirstByteMedian, 0.05, 0.4);
        }
    }
}
