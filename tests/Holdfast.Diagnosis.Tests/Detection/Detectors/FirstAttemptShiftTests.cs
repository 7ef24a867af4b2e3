using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class FirstAttemptShiftTests
{
    [Fact]
    public void LastingShift_Fires() => new FirstAttemptShift().FiresAt(With(second => second < 300 ? 100 : 150)).ShouldBeInRange(300, 330);

    [Fact]
    public void UsualNoise_IsQuiet() => new FirstAttemptShift().FiresAt(With(_ => 100)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> value)
    {
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, 4000).Select(second => value(second) + (10 * random.Normal()))];
        return DetectorProbe.Steady(4000, 100).Set(MadeSeries.Pool, Signal.OfferedFirst, second => values[second]);
    }
}
