using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Diagnosis.Tests.Hypotheses;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class OldVersionTests
{
    [Fact]
    public void OldOnesFailAsOften_IsSaid_AndTheDeploymentIsInnocent()
    {
        MadeSeries series = HalfWay(failingNew: 10, failingOld: 10);
        new OldVersion().Ask(series).ShouldHaveSingleItem().Sign.ShouldBe(Sign.OldVersionFaresAlike);
        Deployment(series).Veto.ShouldNotBeNull().ShouldStartWith("servers with the old version fare no better");
    }

    [Fact]
    public void NewOnesFailMoreOften_IsNotSaid()
    {
        new OldVersion().Ask(HalfWay(failingNew: 15, failingOld: 5)).ShouldBeEmpty();
        Deployment(HalfWay(failingNew: 15, failingOld: 0)).Veto.ShouldBeNull();
    }

    [Fact]
    public void NewOnesAreSlowerThanOldOnesThatCarryMore_IsNotSaid() => new OldVersion().Ask(Slow(byNew: 8, byOld: 2)).ShouldBeEmpty();

    [Fact]
    public void BothAreAsSlow_IsSaid() => new OldVersion().Ask(Slow(byNew: 4, byOld: 4)).ShouldHaveSingleItem();

    [Fact]
    public void AllAreNew_NobodyIsLeftToCompareWith() =>
        new OldVersion().Ask(MadeOutage.Everyday().ServersBecome(Signal.FailedServerError, 0, 10).ServersBecomeNew()).ShouldBeEmpty();

    private static RankedCause Deployment(MadeSeries series) => series.Examine().Ranking.Single(cause => cause.Class == CauseClass.BadDeployment);

    private static MadeSeries Slow(double byNew, double byOld) => HalfWay(0, 0)
        .Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.05 * byNew).Becomes(MadeSeries.Server(2), Signal.FirstByteMedian, 0.05, 0.05 * byNew)
        .Becomes(MadeSeries.Server(3), Signal.FirstByteMedian, 0.05, 0.05 * byOld).Becomes(MadeSeries.Server(4), Signal.FirstByteMedian, 0.05, 0.05 * byOld);

    // Servers 1 and 2 have the new version since the onset, 3 and 4 the old one.
    private static MadeSeries HalfWay(double failingNew, double failingOld)
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, 0, 2 * (failingNew + failingOld)).PoolBecomes(Signal.Good, 100, 60);
        for (int server = 1; server <= 4; server++)
        {
            series.Becomes(MadeSeries.Server(server), Signal.FailedServerError, 0, server <= 2 ? failingNew : failingOld);
        }

        foreach (int server in (int[])[1, 2])
        {
            series.Set(MadeSeries.Server(server), Signal.VersionChanged, second => second == MadeOutage.Onset ? 1 : 0);
        }

        return series.Change(MadeOutage.Onset - 1, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
    }
}
