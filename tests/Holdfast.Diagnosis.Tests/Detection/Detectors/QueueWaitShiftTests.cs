using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class QueueWaitShiftTests
{
    [Fact]
    public void LastingShift_Fires() => new QueueWaitShift().FiresAt(With(second => second < 300 ? 0.01 : 0.2)).ShouldBeInRange(300, 330);

    [Fact]
    public void UsualNoise_IsQuiet() => new QueueWaitShift().FiresAt(With(_ => 0.01)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> value)
    {
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, 4000).Select(second => value(second) * Math.Exp(0.3 * random.Normal()))];
        return DetectorProbe.Steady(4000, 100).Set(MadeSeries.Pool, Signal.QueueWaitP99, second => values[second]);
    }
}
