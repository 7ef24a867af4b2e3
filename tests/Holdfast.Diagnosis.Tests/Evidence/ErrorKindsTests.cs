using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ErrorKindsTests
{
    [Fact]
    public void FewErrorsOfAMomentThatPassed_AreNoBadDeployment()
    {
        MadeSeries series = Errors(seconds: 2).Change(MadeOutage.Onset - 1, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
        new ErrorKinds().Ask(series, MadeOutage.Onset + 8).Select(item => item.Sign).ShouldContain(Sign.ServerErrorsPassed);
        series.Examine(MadeOutage.Onset + 8).Ranking.Single(cause => cause.Class == CauseClass.BadDeployment).Veto.ShouldBe("the errors were few and passed by themselves");
    }

    [Fact]
    public void ErrorsThatGoOn_HaveNotPassed() => new ErrorKinds().Ask(Errors(seconds: 60), MadeOutage.Onset + 8).Select(item => item.Sign).ShouldNotContain(Sign.ServerErrorsPassed);

    [Fact]
    public void ErrorsOfHalfAMinuteThatPassed_AreNoMoment() => new ErrorKinds().Ask(Errors(seconds: 24)).Select(item => item.Sign).ShouldNotContain(Sign.ServerErrorsPassed);

    [Fact]
    public void TheOnlyServerAnswersErrors_IsNotOneOfFew()
    {
        MadeSeries one = MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, 0, 40).Becomes(MadeSeries.Server(1), Signal.FailedServerError, 0, 40);
        new ErrorKinds().Ask(one).ShouldContain(item => item.Sign == Sign.ServerErrorsOnFewServers, "three others answer well");
        for (int server = 2; server <= 4; server++)
        {
            foreach (Signal signal in (Signal[])[Signal.Healthy, Signal.Admitted, Signal.Good, Signal.Share, Signal.FirstByteMedian, Signal.InFlight, Signal.ConnectP99])
            {
                one.Set(MadeSeries.Server(server), signal, double.NaN);
            }
        }

        new ErrorKinds().Ask(one).ShouldNotContain(item => item.Sign == Sign.ServerErrorsOnFewServers);
    }

    [Fact]
    public void NothingIsKnownOfTheTimeBefore_ErrorsAreNotKnownToBeNew()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.FailedServerError, double.NaN, 40).ServersBecome(Signal.FailedServerError, double.NaN, 10)
            .Change(MadeOutage.Onset - 1, ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live");
        series.Examine().Ranking.Single(cause => cause.Class == CauseClass.BadDeployment).Veto.ShouldNotBeNull().ShouldStartWith("nothing is known of the time before");
    }

    private static MadeSeries Errors(int seconds) => MadeOutage.Everyday()
        .Set(MadeSeries.Pool, Signal.FailedServerError, second => second >= MadeOutage.Onset && second < MadeOutage.Onset + seconds ? 40 : 0)
        .OnServers(Signal.FailedServerError, second => second >= MadeOutage.Onset && second < MadeOutage.Onset + seconds ? 10 : 0);
}
