using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class QueuePatienceTests
{
    [Fact]
    public void LongWaitsAndTimeRunsOutInTheWork_IsSaid() => new QueuePatience().Ask(Waiting(2).PoolBecomes(Signal.FailedTotalTime, 0, 20)).ShouldHaveSingleItem().Sign.ShouldBe(Sign.QueueOutlastsPatience);

    [Fact]
    public void LongWaitsAndAllAreAnsweredInTime_IsNot() => new QueuePatience().Ask(Waiting(2).PoolBecomes(Signal.FailedTotalTime, 0, 1)).ShouldBeEmpty();

    [Fact]
    public void TimeRunsOutWithoutAWait_IsTheServersDoing() => new QueuePatience().Ask(Waiting(0.02).PoolBecomes(Signal.FailedTotalTime, 0, 20)).ShouldBeEmpty();

    private static MadeSeries Waiting(double seconds) => MadeOutage.Everyday().PoolBecomes(Signal.QueueWaitMedian, 0.001, seconds);
}
