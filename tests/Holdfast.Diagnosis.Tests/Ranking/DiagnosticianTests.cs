using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Diagnosis.Tests.Detection;

namespace Holdfast.Diagnosis.Tests.Ranking;

public class DiagnosticianTests
{
    private const int Onset = 120;
    private const int Now = 150;

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
    public void NobodyIsHurt_NothingIsBlamed()
    {
        Explanation explanation = Examine(Everyday().Set(MadeSeries.Pool, Signal.OfferedFirst, second => second < Onset ? 100 : 200).Set(MadeSeries.Pool, Signal.Clients, second => second < Onset ? 50 : 100));
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

    private static Explanation Examine(MadeSeries series)
    {
        series.NewestSecond = MadeSeries.Start + Now;
        return new Diagnostician(series, series).Examine(MadeSeries.Start + Onset, MadeSeries.Start + Now);
    }

    private static MadeSeries DeadServer() => Everyday()
        .Set(MadeSeries.Pool, Signal.FailedRefused, second => second < Onset ? 0 : 20)
        .Set(MadeSeries.Pool, Signal.Good, second => second < Onset ? 100 : 80)
        .Set(MadeSeries.Server(3), Signal.FailedRefused, second => second < Onset ? 0 : 20)
        .Set(MadeSeries.Server(3), Signal.Good, second => second < Onset ? 25 : 0)
        .Set(MadeSeries.Server(3), Signal.FirstByteMedian, second => second < Onset ? 0.05 : double.NaN);

    private static MadeSeries Everyday()
    {
        MadeSeries series = DetectorProbe.Steady(200, 100)
            .Set(MadeSeries.Pool, Signal.OfferedFirst, 100).Set(MadeSeries.Pool, Signal.OfferedRetry, 0).Set(MadeSeries.Pool, Signal.Admitted, 100).Set(MadeSeries.Pool, Signal.Good, 100)
            .Set(MadeSeries.Pool, Signal.Clients, 60).Set(MadeSeries.Pool, Signal.TopClientShare, 0.03).Set(MadeSeries.Pool, Signal.ClientEntropy, 0.95)
            .Set(MadeSeries.Pool, Signal.FirstByteMedian, 0.05).Set(MadeSeries.Pool, Signal.ConnectP99, 0.002)
            .Set(MadeSeries.Pool, Signal.Connections, 20).Set(MadeSeries.Pool, Signal.ConnectionCap, 100).Set(MadeSeries.Pool, Signal.ConnectionWaits, 0)
            .Set(MadeSeries.Pool, Signal.Probes, 2).Set(MadeSeries.Pool, Signal.ProbeSeconds, 0.004);
        for (int server = 1; server <= 4; server++)
        {
            series.Set(MadeSeries.Server(server), Signal.Admitted, 25).Set(MadeSeries.Server(server), Signal.Good, 25).Set(MadeSeries.Server(server), Signal.Share, 0.25)
                .Set(MadeSeries.Server(server), Signal.FirstByteMedian, 0.05).Set(MadeSeries.Server(server), Signal.InFlight, 1);
        }

        return series;
    }
}
