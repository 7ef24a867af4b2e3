using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Diagnosis.Tests.Evidence;

namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class SickServerTests
{
    [Fact]
    public void OneRefuses_IsNamed() => MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).PoolBecomes(Signal.Good, 100, 80)
        .Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0).RootCause().ShouldBe(CauseClass.SickServer);

    [Fact]
    public void TwoOfSixRefuse_AreSpokenOfAsTwo()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 40).PoolBecomes(Signal.Good, 100, 60);
        foreach (int server in (int[])[5, 6])
        {
            series.Set(MadeSeries.Server(server), Signal.Admitted, 25).Set(MadeSeries.Server(server), Signal.Share, 0.25).Set(MadeSeries.Server(server), Signal.FirstByteMedian, 0.05);
            series.Becomes(MadeSeries.Server(server), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(server), Signal.Good, 25, 0);
        }

        Explanation explanation = series.Examine();
        explanation.RootCause.ShouldNotBeNull().Claim.ShouldBe("server 10.0.0.5:80 of pool shop and 1 more of 6 (10.0.0.6:80) are dead or sick, the other servers are not");
        explanation.Evidence.ShouldContain(item => item.Text.StartsWith("2 of 6 servers of pool shop suffer alone: 10.0.0.5:80, 10.0.0.6:80", StringComparison.Ordinal));
        MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0).Examine()
            .Top.Claim.ShouldBe("server 10.0.0.3:80 of pool shop is dead or sick, the other servers are not");
    }

    /// <summary>Some seconds before another went out, too, and those that are left are slow with all of the work.</summary>
    [Fact]
    public void AnotherIsOut_ItIsNotSaidThatTheOthersAreWell()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).PoolBecomes(Signal.Good, 100, 80).ServersBecome(Signal.FirstByteMedian, 0.05, 0.12)
            .Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0);
        foreach (int server in (int[])[5, 6])
        {
            Func<int, bool> isOut = second => server == 6 && second >= MadeOutage.Onset - 4;
            series.Set(MadeSeries.Server(server), Signal.Good, second => isOut(second) ? 0 : 25).Set(MadeSeries.Server(server), Signal.Admitted, second => isOut(second) ? 0 : 25)
                .Set(MadeSeries.Server(server), Signal.Healthy, second => isOut(second) ? 0 : 1).Set(MadeSeries.Server(server), Signal.FirstByteMedian, second => isOut(second) ? double.NaN : MadeOutage.Becomes(0.05, 0.12)(second));
        }

        series.Examine().Ranking.Single(cause => cause.Class == CauseClass.SickServer).Claim.ShouldBe("server 10.0.0.3:80 of pool shop is dead or sick, 1 other is out, too");
    }

    [Fact]
    public void NobodyComparedTheServers_NothingIsSaidOfTheOthers() =>
        new SickServer().Claim([new EvidenceItem(Sign.ConnectionsRefused, SignalFamily.Connection, MadeSeries.Server(3), nameof(Signal.FailedRefused), 0, 0, 20, 0, 1, null, "10.0.0.3:80 refuses connections at once")], MadeSeries.Pool)
            .ShouldBe("server 10.0.0.3:80 of pool shop is dead or sick");

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
    public void AllRefuseAtOnce_IsNamedAndSaysThatAllAreDown()
    {
        Explanation explanation = WholePoolTests.AllRefuse().Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
        explanation.Top.Claim.ShouldContain("all 4 servers of pool shop are out");
        explanation.Top.Rejection.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public void AllAreOut_IsTheCauseFromTheNextSecondOn_WhateverConnectionsSay(int after)
    {
        Explanation explanation = WholePoolTests.AllRefuse().Set(MadeSeries.Pool, Signal.Connections, MadeOutage.Becomes(20, 4)).Set(MadeSeries.Pool, Signal.ConnectionCap, MadeOutage.Becomes(100, 4))
            .PoolBecomes(Signal.ConnectionWaits, 0, 60).Examine(MadeOutage.Onset + after);
        explanation.Top.Class.ShouldBe(CauseClass.SickServer);
        explanation.Top.Claim.ShouldContain("all 4 servers of pool shop are out");
        explanation.Ranking.ShouldContain(cause => cause.Class == CauseClass.PoolExhaustion && cause.Rejection != null);
        explanation.Mitigations.ShouldAllBe(one => !one.Text.Contains("limits.connections"));
        explanation.Mitigations.ShouldContain(one => one.Text.Contains("Start the servers"));
    }

    [Fact]
    public void AllAreOutAndSomewhatMoreAskThanInAShortPast_IsStatedAllTheSame() =>
        WholePoolTests.AllRefuse().PoolBecomes(Signal.OfferedFirst, 78, 100).RootCause().ShouldBe(CauseClass.SickServer);

    [Fact]
    public void AllAreSilentAtOnce_IsFirst() => WholePoolTests.AllSilent().Examine().Top.Class.ShouldBe(CauseClass.SickServer);

    [Fact]
    public void OnlyServerIsSlow_IsFirst() => Alone().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5).Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.5).Shedding(60).Examine()
        .Top.Class.ShouldBe(CauseClass.SickServer);

    [Fact]
    public void OnlyServerIsSlowUnderMoreLoad_IsNot() => Alone().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5).Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.5)
        .PoolBecomes(Signal.OfferedFirst, 100, 300).PoolBecomes(Signal.Clients, 60, 170).PoolBecomes(Signal.Admitted, 100, 130).Shedding(170).Examine()
        .Top.Class.ShouldNotBe(CauseClass.SickServer);

    [Fact]
    public void ServersThatTheConfigurationHasNoMore_AreNotCounted()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedRefused, 0, 20).PoolBecomes(Signal.Good, 100, 80)
            .Becomes(MadeSeries.Server(3), Signal.FailedRefused, 0, 20).Becomes(MadeSeries.Server(3), Signal.Good, 25, 0);
        foreach (Signal signal in (Signal[])[Signal.Admitted, Signal.Good, Signal.Healthy, Signal.Share, Signal.FirstByteMedian, Signal.InFlight, Signal.WeightShare])
        {
            series.Set(MadeSeries.Server(4), signal, second => second < 20 ? 1 : double.NaN);
        }

        series.Examine().Evidence.Single(item => item.Sign == Sign.FewServersHit).Text.ShouldContain("1 of 3 servers");
    }

    [Fact]
    public void RefusedMinutesAgoAndWellSince_IsNoEvidence()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, 0, 30)
            .Set(MadeSeries.Server(2), Signal.FailedRefused, second => second is >= MadeOutage.Onset and < MadeOutage.Onset + 5 ? 20 : 0);
        series.Examine(MadeOutage.Onset + 20).Evidence.ShouldContain(item => item.Sign == Sign.ConnectionsRefused);
        series.Examine(MadeOutage.Onset + 27).Evidence.ShouldNotContain(item => item.Sign == Sign.ConnectionsRefused);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(30)]
    public void TwoOfThreeRefuseSecondsAfterADeployment_AreTheCauseAndNotTheDeployment(int after)
    {
        Explanation explanation = TwoOfThree().Change(MadeOutage.Onset - 3, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live").Examine(MadeOutage.Onset + after);
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
        explanation.Evidence.ShouldContain(item => item.Sign == Sign.FewServersHit && item.Text.StartsWith("2 of 3 servers", StringComparison.Ordinal));
        explanation.Ranking.Single(cause => cause.Class == CauseClass.BadDeployment).Against[0].Item.Text.ShouldContain("no new version was seen there");
    }

    [Fact]
    public void NewVersionThatFailsAndTwoRefuse_VersionWasSeenThere_IsNoReasonAgainstIt()
    {
        MadeSeries series = TwoOfThree().Change(MadeOutage.Onset - 3, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live").ServersBecomeNew(-1);
        series.Examine().Evidence.ShouldNotContain(item => item.Sign == Sign.RefusedWithoutNewVersion);
    }

    // Two of three are killed; the third takes over what it can and answers later than before.
    private static MadeSeries TwoOfThree()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.15).PoolBecomes(Signal.Good, 100, 50).PoolBecomes(Signal.ShedWaited, 0, 40)
            .Set(MadeSeries.Pool, Signal.FailedRefused, Refused).OnServers(Signal.Share, _ => 0.33);
        foreach (Signal signal in (Signal[])[Signal.Admitted, Signal.Good, Signal.Healthy, Signal.Share, Signal.FirstByteMedian, Signal.InFlight, Signal.WeightShare])
        {
            series.Set(MadeSeries.Server(4), signal, double.NaN);
        }

        series.Becomes(MadeSeries.Server(1), Signal.Admitted, 33, 50).Becomes(MadeSeries.Server(1), Signal.Good, 33, 50).Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.15);
        foreach (int server in (int[])[2, 3])
        {
            series.Set(MadeSeries.Server(server), Signal.FailedRefused, second => Refused(second) / 2).Set(MadeSeries.Server(server), Signal.Admitted, second => second < MadeOutage.Onset ? 33 : Refused(second) / 2)
                .Becomes(MadeSeries.Server(server), Signal.Good, 33, 0).Becomes(MadeSeries.Server(server), Signal.FirstByteMedian, 0.05, double.NaN)
                .Set(MadeSeries.Server(server), Signal.Healthy, second => second < MadeOutage.Onset + 2 ? 1 : 0);
        }

        return series;
    }

    private static double Refused(int second) => second is MadeOutage.Onset or MadeOutage.Onset + 1 ? 20 : 0;

    [Fact]
    public void OneOfTwoIsOutAlreadyAndTheOtherBecomesSlow_IsNamedByItsOwnPast()
    {
        Explanation explanation = OneIsOut(MadeOutage.Onset - 100).Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
        explanation.Top.Claim.ShouldBe("server 10.0.0.1:80 of pool shop is dead or sick, and no other is in use");
        explanation.Evidence.ShouldNotContain(item => item.Sign == Sign.AllServersHit || item.Sign == Sign.FirstByteUpOnAll);
        explanation.Evidence.Single(item => item.Sign == Sign.FewServersHit).Text.ShouldContain("the only one of 2 in use");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(60)]
    public void OneOfTwoIsOutAndTheOtherBecomesSlowInABurst_IsNotSaidToSufferAlike(int outBefore)
    {
        Explanation explanation = OneIsOut(MadeOutage.Onset - outBefore).PoolBecomes(Signal.OfferedFirst, 100, 300).PoolBecomes(Signal.Clients, 60, 100).PoolBecomes(Signal.ShedWaited, 0, 230).Examine();
        explanation.Evidence.ShouldNotContain(item => item.Sign == Sign.AllServersHit);
        explanation.Ranking.Take(2).ShouldContain(cause => cause.Class == CauseClass.SickServer);
        explanation.Ranking.Single(cause => cause.Class == CauseClass.SickServer).Rejection.ShouldBeNull();
    }

    [Fact]
    public void TwoOfFourAreOutAlreadyAndTheOthersSufferAlike_IsNot()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5).ServersBecome(Signal.FirstByteMedian, 0.05, 0.5).Shedding(50);
        foreach (int server in (int[])[3, 4])
        {
            IsOut(series, server, MadeOutage.Onset - 100);
        }

        series.Examine().Evidence.Single(item => item.Sign == Sign.AllServersHit).Text.ShouldContain("of the 2 servers");
    }

    // Two servers; one is dead from that second on, the other answers ten times as slowly from the onset on and can do less than is asked.
    private static MadeSeries OneIsOut(int from)
    {
        MadeSeries series = MadeOutage.Everyday().Shedding(30).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5);
        foreach (Signal signal in (Signal[])[Signal.Admitted, Signal.Good, Signal.Healthy, Signal.Share, Signal.FirstByteMedian, Signal.InFlight, Signal.WeightShare, Signal.ConnectP99])
        {
            series.Set(MadeSeries.Server(3), signal, double.NaN).Set(MadeSeries.Server(4), signal, double.NaN);
        }

        series.Set(MadeSeries.Server(1), Signal.Admitted, second => second < from ? 50 : second < MadeOutage.Onset ? 100 : 70)
            .Set(MadeSeries.Server(1), Signal.Good, second => second < from ? 50 : second < MadeOutage.Onset ? 100 : 70)
            .Set(MadeSeries.Server(1), Signal.Share, second => second < from ? 0.5 : 1).Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.5);
        return IsOut(series, 2, from).Set(MadeSeries.Pool, Signal.Admitted, second => second < MadeOutage.Onset ? 100 : 70);
    }

    private static MadeSeries IsOut(MadeSeries series, int server, int from)
    {
        foreach (Signal signal in (Signal[])[Signal.Admitted, Signal.Good, Signal.Share, Signal.InFlight])
        {
            series.Set(MadeSeries.Server(server), signal, second => second < from ? signal == Signal.Share ? 0.5 : 50 : 0);
        }

        return series.Set(MadeSeries.Server(server), Signal.Healthy, second => second < from ? 1 : 0).Set(MadeSeries.Server(server), Signal.FirstByteMedian, second => second < from ? 0.05 : double.NaN);
    }

    // Another pool's servers do not count.
    private static MadeSeries Alone()
    {
        MadeSeries alone = new(200);
        MadeSeries four = MadeOutage.Everyday();
        four.NewestSecond = MadeSeries.Start + 199;
        double[] values = new double[200];
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool, MadeSeries.Server(1)])
        {
            foreach (Signal signal in Enum.GetValues<Signal>().Where(signal => four.Read(subject, signal, MadeSeries.Start, values)))
            {
                double[] copy = [.. values];
                alone.Set(subject, signal, second => copy[second]);
            }
        }

        return alone.Set(MadeSeries.Server(1), Signal.Admitted, 100).Set(MadeSeries.Server(1), Signal.Good, 100).Set(MadeSeries.Server(1), Signal.Share, 1);
    }

    [Fact]
    public void AllAreSlow_IsNot() => MadeOutage.Everyday().PoolBecomes(Signal.FirstByteMedian, 0.05, 0.5).ServersBecome(Signal.FirstByteMedian, 0.05, 0.5).Shedding(50).Examine()
        .Top.Class.ShouldNotBe(CauseClass.SickServer);
}
