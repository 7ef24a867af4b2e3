using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Foundation;

namespace Holdfast.Drills.Tests.Running;

public class ClassSeriesBuilderTests
{
    private static readonly TrafficClass Sandboxes = new() { Name = "sandboxes", Session = new SessionPlan { Length = TimeSpan.FromSeconds(2) } };

    [Fact]
    public void LateAndDroppedRequests_HaveFailed()
    {
        LoadCohort[] cohorts = [Cohort(-1, 9, 9, 0, 0), Cohort(0, 10, 6, 2, 1), Cohort(1, 10, 10, 0, 0), Cohort(7, 9, 9, 0, 0)];
        ClassSeriesBuilder.OfCohorts(cohorts, 3).Select(static second => (second.Offered, second.Good, second.Shed, second.Failed)).ShouldBe([(10, 6, 1, 3), (10, 10, 0, 0), (0, 0, 0, 0)]);
    }

    [Fact]
    public void Users_BelongToTheSecondInWhichTheyCame_AndTheirSessionsEndLater()
    {
        LoadSecond[] load = [Second(0, came: 5, cut: 1, completed: 0), Second(1, came: 4, cut: 0, completed: 0), Second(2, came: 0, cut: 0, completed: 3), Second(3, came: 0, cut: 0, completed: 4)];
        ClassSeriesBuilder.OfSessions(Sandboxes, load, 2).Select(static second => (second.Offered, second.Good, second.Shed, second.Failed)).ShouldBe([(5, 3, 1, 1), (4, 4, 0, 0)]);
    }

    private static LoadCohort Cohort(int second, long intended, long good, long late, long shed) => new(second, intended, good, late, shed, intended - good - late - shed, new LatencyHistogram());

    private static LoadSecond Second(int second, long came, long cut, long completed) => new(
        second,
        [new LoadClassSecond("sandboxes", new LoadCounts { SessionsIntended = came, SessionsCut = cut, SessionsCompleted = completed }, new LatencyHistogram(), new LatencyHistogram())],
        new GeneratorHealth(),
        0,
        0);
}
