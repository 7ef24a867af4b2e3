namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class ImbalanceTests
{
    [Fact]
    public void WeightsSendMostToOne_IsNamed() => Hot().RootCause().ShouldBe(CauseClass.Imbalance);

    [Fact]
    public void TheCrushedServerGoesOut_IsStillNamed()
    {
        // Out, it is promised nothing and the others everything: what counts is what was promised while it was there.
        MadeSeries series = Hot().Set(MadeSeries.Server(1), Signal.Healthy, second => second < MadeOutage.Onset + 8 ? 1 : 0).Set(MadeSeries.Pool, Signal.Healthy, second => second < MadeOutage.Onset + 8 ? 4 : 3)
            .Set(MadeSeries.Server(1), Signal.WeightShare, second => second < MadeOutage.Onset ? 0.25 : second < MadeOutage.Onset + 8 ? 0.85 : 0);
        series.Examine().Top.Class.ShouldBe(CauseClass.Imbalance);
    }

    [Fact]
    public void SurvivorsShareADeadServersPart_IsNot()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.Healthy, 4, 2).PoolBecomes(Signal.FailedRefused, 0, 20).PoolBecomes(Signal.Good, 100, 80).ServersBecome(Signal.WeightShare, 0.25, 0.5).ServersBecome(Signal.Share, 0.25, 0.5);
        foreach (int server in (int[])[3, 4])
        {
            series.Becomes(MadeSeries.Server(server), Signal.FailedRefused, 0, 10).Becomes(MadeSeries.Server(server), Signal.Healthy, 1, 0).Becomes(MadeSeries.Server(server), Signal.WeightShare, 0.25, 0).Becomes(MadeSeries.Server(server), Signal.Share, 0.25, 0);
        }

        series.Examine().Top.Class.ShouldNotBe(CauseClass.Imbalance);
    }

    /// <summary>The weights were changed a little before, and in the surge somebody drained a server: its part is meant for the others.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneIsDrained_TheOthersGetMoreByThat(bool isDrained)
    {
        MadeSeries series = MadeOutage.Everyday().ServersBecome(Signal.WeightShare, 0.25, 0.25).Becomes(MadeSeries.Server(1), Signal.WeightShare, 0.25, 0.5).Becomes(MadeSeries.Server(4), Signal.WeightShare, 0.25, 0)
            .Change(MadeOutage.Onset - 1, ChangeKind.Weights, "shop", "weights of pool shop changed").Shedding(50);
        if (isDrained)
        {
            series.Change(MadeOutage.Onset, ChangeKind.Operator, $"server:{MadeSeries.Server(4).Name}", "the server drains", "serving", "draining");
        }

        (series.Examine().Top.Class == CauseClass.Imbalance).ShouldBe(!isDrained);
    }

    [Fact]
    public void ConfigurationBeforeIsKnown_TheCommandThatPutsItBackIsOffered() => Hot()
        .Change(MadeOutage.Onset - 2, ChangeKind.Configuration, "gateway", "configuration revision 2: pools.shop.servers", "0123456789abcdef", "fedcba9876543210")
        .Change(MadeOutage.Onset + 4, ChangeKind.Configuration, "gateway", "configuration revision 3: a try", "fedcba9876543210", "00000000aaaaaaaa")
        .Examine().Mitigations.Select(offered => offered.Command).ShouldContain("holdfast reload --to 0123456789abcdef");

    private static MadeSeries Hot() => MadeOutage.Everyday().ServersBecome(Signal.WeightShare, 0.25, 0.05).Becomes(MadeSeries.Server(1), Signal.WeightShare, 0.25, 0.85)
        .ServersBecome(Signal.Share, 0.25, 0.1).Becomes(MadeSeries.Server(1), Signal.Share, 0.25, 0.7).Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.2)
        .Change(MadeOutage.Onset - 1, ChangeKind.Weights, "shop", "weights of pool shop changed").Shedding(50);
}
