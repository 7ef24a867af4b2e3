using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class EarlierDeploymentsTests
{
    private const int First = 200;
    private const int Second = 1000;
    private const int Third = 1800;

    [Fact]
    public void EveryDeploymentCostsAsManyErrorsForAMoment_TheNewestIsInnocent()
    {
        Explanation explanation = Examine(Deployments(earlierLast: 30, earlierErrors: 12));
        explanation.Evidence.ShouldContain(item => item.Sign == Sign.DeploymentsAreLikeThat);
        Veto(explanation).ShouldNotBeNull().ShouldContain("after each of the last 2 deployments");
    }

    [Fact]
    public void EarlierOnesCostLess_TheNewestIsNot() => Veto(Examine(Deployments(earlierLast: 30, earlierErrors: 2))).ShouldBeNull();

    [Fact]
    public void ErrorsOfEarlierOnesStayed_TheyWereBadThemselvesAndNoMeasure() => Veto(Examine(Deployments(earlierLast: 300, earlierErrors: 12))).ShouldBeNull();

    [Fact]
    public void ItGoesOnForLongerThanAMoment_IsNotUsualAnyMore() => Veto(Examine(Deployments(earlierLast: 30, earlierErrors: 12), after: 90)).ShouldBeNull();

    [Fact]
    public void OneEarlierDeployment_IsNoHabit() => Veto(Examine(Deployments(earlierLast: 30, earlierErrors: 12, count: 1))).ShouldBeNull();

    private static string? Veto(Explanation explanation) => explanation.Ranking.Single(cause => cause.Class == CauseClass.BadDeployment).Veto;

    private static Explanation Examine(MadeSeries series, int after = 20)
    {
        series.NewestSecond = MadeSeries.Start + Third + after;
        return new Diagnostician(series, series).Examine(MadeSeries.Start + Third, MadeSeries.Start + Third + after);
    }

    private static MadeSeries Deployments(int earlierLast, double earlierErrors, int count = 2)
    {
        int[] earlier = count == 1 ? [Second] : [First, Second];
        double Errors(int second) => second >= Third ? 5 : earlier.Any(at => second >= at && second < at + earlierLast) ? earlierErrors : 0;
        MadeSeries series = MadeOutage.Everyday(2000).Set(MadeSeries.Pool, Signal.FailedServerError, Errors).Set(MadeSeries.Pool, Signal.Good, second => 100 - Errors(second))
            .OnServers(Signal.FailedServerError, second => Errors(second) / 4);
        foreach (int at in (int[])[.. earlier, Third])
        {
            series.Change(at - 1, ChangeKind.Deployment, "shop", "a release of shop goes live");
        }

        return series;
    }
}
