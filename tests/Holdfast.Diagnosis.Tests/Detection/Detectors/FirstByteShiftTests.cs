using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class FirstByteShiftTests
{
    [Fact]
    public void LastingShift_Fires() => new FirstByteShift().FiresAt(With(second => second < 300 ? 0.05 : 0.1)).ShouldBeInRange(300, 330);

    [Fact]
    public void UsualNoise_IsQuiet() => new FirstByteShift().FiresAt(With(_ => 0.05)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> value)
    {
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, 4000).Select(second => value(second) * Math.Exp(0.1 * random.Normal()))];
        return DetectorProbe.Steady(4000, 100).Set(MadeSeries.Pool, Signal.FirstByteMedian, second => values[second]);
    }
}
