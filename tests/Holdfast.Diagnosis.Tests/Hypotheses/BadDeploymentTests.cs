using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class BadDeploymentTests
{
    [Fact]
    public void NewVersionFails_IsNamed() => Failing().ServersBecomeNew().Change(MadeOutage.Onset - 1, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live").RootCause().ShouldBe(CauseClass.BadDeployment);

    [Fact]
    public void VersionSeenSecondsAfterTheEstimatedOnset_IsNamed() => Failing().ServersBecomeNew(4).Examine().Top.Class.ShouldBe(CauseClass.BadDeployment);

    [Fact]
    public void NoVersionChanged_IsVetoed() => Failing().Examine().Ranking.Single(cause => cause.Class == CauseClass.BadDeployment).Veto.ShouldNotBeNull();

    [Fact]
    public void DeploymentOfAnotherService_IsNot() =>
        Failing().Change(MadeOutage.Onset - 30, ChangeKind.Deployment, "billing", "release 4711 goes live").Examine().Top.Class.ShouldNotBe(CauseClass.BadDeployment);

    [Fact]
    public void VersionThatHasServedWellForHalfAMinute_IsNotToBlameForACrowd()
    {
        MadeSeries crowd = MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 250).PoolBecomes(Signal.Clients, 60, 150).PoolBecomes(Signal.Admitted, 100, 140)
            .PoolBecomes(Signal.FirstByteMedian, 0.05, 0.2).ServersBecome(Signal.FirstByteMedian, 0.05, 0.2).Shedding(110).ServersBecomeNew(-30)
            .Change(MadeOutage.Onset - 32, ChangeKind.Deployment, "shop", "release 2.7.9 of shop goes live");
        Explanation explanation = crowd.Examine();
        explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.Surge);
        explanation.Evidence.ShouldNotContain(item => item.Sign == Sign.OnlyNewVersionFails);
    }

    [Fact]
    public void ErrorsBeginHalfAMinuteAfterAllServersHaveTheNewVersion_DeploymentIsNotStated()
    {
        Explanation explanation = Failing().ServersBecomeNew(-30).Change(MadeOutage.Onset - 32, ChangeKind.Deployment, "shop", "release 2.7.9 of shop goes live").Examine();
        explanation.RootCause.ShouldBeNull();
        explanation.Evidence.ShouldContain(item => item.Sign == Sign.NewVersionServedWell);
    }

    [Fact]
    public void SecondDeploymentSecondsBefore_IsStillNamed()
    {
        MadeSeries series = Failing().OnServers(Signal.VersionChanged, second => second is MadeOutage.Onset - 50 or MadeOutage.Onset ? 1 : 0);
        series.Change(MadeOutage.Onset - 52, ChangeKind.Deployment, "shop", "release 2.7.9 of shop goes live").Change(MadeOutage.Onset - 2, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
        series.Examine().RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.BadDeployment);
        series.Examine().Evidence.Single(item => item.Sign == Sign.VersionChanged).Text.ShouldContain("release 2.8.0");
    }

    [Fact]
    public void OneDeploymentOfManyServers_SpeaksOnce()
    {
        MadeSeries series = Failing().Change(MadeOutage.Onset - 4, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
        for (int server = 1; server <= 4; server++)
        {
            series.Change(MadeOutage.Onset - 1, ChangeKind.Version, MadeSeries.Server(server).ToString(), "another version");
        }

        series.Examine().Evidence.Where(item => item.Sign == Sign.VersionChanged).ShouldHaveSingleItem().Text.ShouldContain("release 2.8.0");
    }

    [Fact]
    public void ServersWithTheNewVersion_AreInTheOfferedCommand()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, 0, 40).PoolBecomes(Signal.Good, 100, 60)
            .Change(MadeOutage.Onset - 1, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
        foreach (int server in (int[])[2, 4])
        {
            series.Becomes(MadeSeries.Server(server), Signal.FailedServerError, 0, 20).Set(MadeSeries.Server(server), Signal.VersionChanged, second => second == MadeOutage.Onset ? 1 : 0);
        }

        string[] names = [.. ((int[])[2, 4]).Select(server => SubjectNames.LastPart(MadeSeries.Server(server)))];
        series.Examine().Mitigations.Select(offered => offered.Command).ShouldContain($"for server in {names[0]} {names[1]}; do holdfast drain shop \"$server\"; done");
    }

    private static MadeSeries Failing() => MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, 0, 40).PoolBecomes(Signal.Good, 100, 60).ServersBecome(Signal.FailedServerError, 0, 10).ServersBecome(Signal.Good, 25, 15);
}

internal static class NewVersions
{
    public static MadeSeries ServersBecomeNew(this MadeSeries series, int after = 0) => series.OnServers(Signal.VersionChanged, second => second == MadeOutage.Onset + after ? 1 : 0);
}
