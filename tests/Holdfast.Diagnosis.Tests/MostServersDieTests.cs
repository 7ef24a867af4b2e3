using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests;

/// <summary>
/// Two of the three servers of a small service stop: as recorded, the three requests that each had in flight break within one second, in that second both are out, and
/// no more than that is ever seen of them but their checks. The third does twice what it did, and a third of the users is refused.
/// </summary>
public class MostServersDieTests
{
    private const double TurnedAway = 0.0002;
    private const double Waited = 0.5;

    [Fact]
    public void ChecksAreTurnedAwayAtOnce_TheServersAreDead()
    {
        Explanation explanation = Two(TurnedAway, broken: 3).Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
        explanation.Evidence.Single(item => item.Sign == Sign.FewServersHit).Text.ShouldBe("2 of 3 servers of pool shop suffer alone: 10.0.0.1:80, 10.0.0.2:80 (it turns everybody away at once)");
        explanation.Evidence.ShouldContain(item => item.Sign == Sign.ConnectionsRefused);
        explanation.Evidence.ShouldNotContain(item => item.Sign == Sign.ProbesTakeMuch || item.Sign == Sign.ConnectsFail || item.Sign == Sign.AllServersHit);
    }

    [Fact]
    public void AllOfThemAreNamed() =>
        Two(TurnedAway, broken: 3).Examine().RootCause.ShouldNotBeNull().Claim.ShouldBe("server 10.0.0.1:80 of pool shop and 1 more of 3 (10.0.0.2:80) are dead or sick, the other servers are not");

    /// <summary>Nobody was hurt while one was out, and then the next goes.</summary>
    [Fact]
    public void OneWasOutForLonger_IsNoneOfTheOthersThatAreWell()
    {
        MadeSeries series = Two(TurnedAway, broken: 3);
        SeriesSubject before = MadeSeries.Server(1);
        foreach (Signal signal in (Signal[])[Signal.Healthy, Signal.Good, Signal.Admitted, Signal.FailedReset])
        {
            series.Set(before, signal, 0);
        }

        series.Set(before, Signal.FirstByteMedian, double.NaN);
        Explanation explanation = series.Examine();
        explanation.Top.Claim.ShouldBe("server 10.0.0.2:80 of pool shop is dead or sick, 10.0.0.1:80 was out before");
        explanation.Evidence.Single(item => item.Sign == Sign.FewServersHit).Text.ShouldStartWith("1 of 2 servers of pool shop that were in use suffers alone: 10.0.0.2:80");
    }

    [Theory]
    [InlineData(Signal.ShedFairShare, "33 % of the requests were refused, most of them of clients that asked for more than their share")]
    [InlineData(Signal.ShedOverload, "33 % of the requests were refused for lack of capacity")]
    public void RequestsAreRefused_ItIsSaidWhy(Signal shed, string harm)
    {
        MadeSeries series = Two(TurnedAway, broken: 0).Set(MadeSeries.Pool, Signal.ShedOverload, 0).PoolBecomes(shed, 0, 25);
        series.Examine().Harm.ShouldBe(harm);
    }

    [Theory]
    [InlineData(60, "60 % of the clients left before their answer came")]
    [InlineData(160, "most of the clients left before their answer came")]
    public void ClientsLeave_NoMoreThanAllOfThemAreAShare(int each, string harm) =>
        MadeOutage.Everyday().PoolBecomes(Signal.ClientGone, 0, each).Examine().Harm.ShouldBe(harm);

    [Fact]
    public void ConfigurationWasChangedRightBefore_ToPutItBackIsOfferedFirst()
    {
        MadeSeries series = Two(TurnedAway, broken: 3).Change(MadeOutage.Onset - 1, ChangeKind.Configuration, "pools.shop.servers", "configuration applied: servers of pool shop changed (pools.shop.servers)", "0123456789abcdef", "fedcba9876543210");
        Explanation explanation = series.Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
        explanation.Mitigations[0].Command.ShouldBe("holdfast reload --to 0123456789abcdef");
        Two(TurnedAway, broken: 3).Examine().Mitigations.ShouldNotContain(offered => offered.Command != null && offered.Command.Contains("reload --to", StringComparison.Ordinal));
    }

    [Fact]
    public void ChecksWait_NobodyIsSaidToRefuse()
    {
        Explanation explanation = Two(Waited, broken: 3).Examine();
        explanation.Evidence.ShouldNotContain(item => item.Sign == Sign.ConnectionsRefused);
        explanation.RootCause?.Class.ShouldNotBe(CauseClass.MonitoringLoad, "a silent server keeps every check waiting, at nobody's cost");
    }

    [Fact]
    public void NothingBreaksAndChecksWait_TheServersAreSilent() => Two(Waited, broken: 0).Examine().RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);

    [Fact]
    public void TheThirdAnswersNoMoreThanAFew_IsNoFaultOfTwo() =>
        new HitServers().Ask(Two(Waited, broken: 0).Becomes(MadeSeries.Server(3), Signal.Good, 25, 15)).ShouldNotContain(item => item.Sign == Sign.FewServersHit);

    [Fact]
    public void MoreIsAsked_TheSlowOnesMayBeSlowByThat()
    {
        MadeSeries Slow(double offered) => new MadeSeries(MadeOutage.Seconds).Set(MadeSeries.Pool, Signal.OfferedFirst, MadeOutage.Becomes(75, offered)).Set(MadeSeries.Pool, Signal.Good, MadeOutage.Becomes(75, 30))
            .Each(1, Slowly).Each(2, Slowly).Each(3, Well);
        new HitServers().Ask(Slow(75)).ShouldContain(item => item.Sign == Sign.FewServersHit && item.Value == 2);
        new HitServers().Ask(Slow(200)).ShouldNotContain(item => item.Sign == Sign.FewServersHit);
    }

    private static MadeSeries Slowly(MadeSeries series, SeriesSubject server) => series.Becomes(server, Signal.Good, 25, 2).Becomes(server, Signal.FirstByteMedian, 0.05, 1);

    private static MadeSeries Well(MadeSeries series, SeriesSubject server) => series.Becomes(server, Signal.Good, 25, 26).Becomes(server, Signal.FirstByteMedian, 0.05, 0.06);

    /// <param name="checkSeconds">What each check of a server that is out takes until it fails.</param>
    /// <param name="broken">Requests that break at each of the two when they stop.</param>
    private static MadeSeries Two(double checkSeconds, double broken)
    {
        MadeSeries series = new(MadeOutage.Seconds);
        series.Set(MadeSeries.Pool, Signal.OfferedFirst, 75).PoolBecomes(Signal.Admitted, 75, 50).PoolBecomes(Signal.Good, 75, 50).PoolBecomes(Signal.ShedOverload, 0, 25)
            .Set(MadeSeries.Gateway, Signal.OfferedFirst, 75).Becomes(MadeSeries.Gateway, Signal.Good, 75, 50).Becomes(MadeSeries.Gateway, Signal.ShedOverload, 0, 25)
            .PoolBecomes(Signal.FirstByteMedian, 0.05, 0.07).Set(MadeSeries.Pool, Signal.ServersTotal, 3).PoolBecomes(Signal.Healthy, 3, 1)
            .PoolBecomes(Signal.Probes, 0.7, 4).PoolBecomes(Signal.ProbeSeconds, 0.0004, 4 * checkSeconds).PoolBecomes(Signal.ProbeFailures, 0, 3.8);
        for (int number = 1; number <= 2; number++)
        {
            SeriesSubject server = MadeSeries.Server(number);
            series.Becomes(server, Signal.Healthy, 1, 0).Becomes(server, Signal.Good, 25, 0).Becomes(server, Signal.Admitted, 25, 0).Becomes(server, Signal.Share, 0.33, 0)
                .Becomes(server, Signal.FirstByteMedian, 0.05, double.NaN).Becomes(server, Signal.InFlight, 1, 0).Set(server, Signal.FailedReset, second => second == MadeOutage.Onset ? broken : 0)
                .Becomes(server, Signal.Probes, 0.2, 1.9).Becomes(server, Signal.ProbeFailures, 0, 1.9).Becomes(server, Signal.ProbeSeconds, 0.0001, 1.9 * checkSeconds);
        }

        SeriesSubject left = MadeSeries.Server(3);
        return series.Set(left, Signal.Healthy, 1).Becomes(left, Signal.Good, 25, 50).Becomes(left, Signal.Admitted, 25, 50).Becomes(left, Signal.Share, 0.33, 1)
            .Becomes(left, Signal.FirstByteMedian, 0.05, 0.07).Becomes(left, Signal.InFlight, 1, 4).Set(left, Signal.Probes, 0.2).Set(left, Signal.ProbeSeconds, 0.0001).Set(left, Signal.ProbeFailures, 0);
    }
}

/// <summary>Servers one by one.</summary>
internal static class EachServer
{
    public static MadeSeries Each(this MadeSeries series, int number, Func<MadeSeries, SeriesSubject, MadeSeries> become) => become(
        series.Set(MadeSeries.Server(number), Signal.Admitted, 25).Set(MadeSeries.Server(number), Signal.Healthy, 1), MadeSeries.Server(number));
}
