using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ClientMixShiftTests
{
    [Fact]
    public void LastingShift_Fires() => new ClientMixShift().FiresAt(With(second => second < 300 ? 0.9 : 0.6)).ShouldBeInRange(300, 330);

    [Fact]
    public void UsualNoise_IsQuiet() => new ClientMixShift().FiresAt(With(_ => 0.9)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> value)
    {
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, 4000).Select(second => value(second) + (0.01 * random.Normal()))];
        return DetectorProbe.Steady(4000, 100).Set(MadeSeries.Pool, Signal.ClientEntropy, second => values[second]);
    }
}
