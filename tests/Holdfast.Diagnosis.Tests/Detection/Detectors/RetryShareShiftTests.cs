using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class RetryShareShiftTests
{
    [Fact]
    public void LastingShift_Fires() => new RetryShareShift().FiresAt(With(second => second < 300 ? 3 : 40)).ShouldBeInRange(300, 330);

    [Fact]
    public void UsualNoise_IsQuiet() => new RetryShareShift().FiresAt(With(_ => 3)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> value)
    {
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, 4000).Select(second => Math.Max(0, value(second) + (2 * random.Normal())))];
        return DetectorProbe.Steady(4000, 100).Set(MadeSeries.Pool, Signal.OfferedRetry, second => values[second]);
    }
}
