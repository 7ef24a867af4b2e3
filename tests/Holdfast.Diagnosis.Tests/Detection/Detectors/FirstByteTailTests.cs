using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class FirstByteTailTests
{
    [Fact]
    public void ValueFarOutsideTheTail_Fires() => new FirstByteTail().FiresAt(With(second => second < 3000 ? 1 : 8)).ShouldBeInRange(3000, 3004);

    [Fact]
    public void TheTailItself_IsQuiet() => new FirstByteTail().FiresAt(With(_ => 1)).ShouldBe(-1);

    [Fact]
    public void BeforeTheTailIsKnown_NothingFires() => new FirstByteTail().FiresAt(With(second => second is > 500 and < 520 ? 8 : 1)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> factor)
    {
        SeededRandom random = new(13);
        double[] values = [.. Enumerable.Range(0, 4000).Select(second => factor(second) * 0.1 * Math.Exp(0.2 * random.Normal()))];
        return DetectorProbe.Steady(4000, 100).Set(MadeSeries.Pool, Signal.FirstByteP99, second => values[second]);
    }
}
