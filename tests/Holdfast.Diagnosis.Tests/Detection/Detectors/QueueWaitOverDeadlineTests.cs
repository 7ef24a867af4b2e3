using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class QueueWaitOverDeadlineTests
{
    [Fact]
    public void HalfWaitTooLong_FiresAfterFiveSeconds() => new QueueWaitOverDeadline().FiresAt(With(second => second < 20 ? 0.01 : 1.4)).ShouldBeInRange(24, 26);

    [Fact]
    public void LongButUsefulWaits_AreQuiet() => new QueueWaitOverDeadline().FiresAt(With(_ => 0.9)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> wait) => DetectorProbe.Steady(60, 100).Set(MadeSeries.Pool, Signal.QueueWaitMedian, wait);
}
