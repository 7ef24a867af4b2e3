using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class GoodputZeroTests
{
    [Fact]
    public void NothingIsAnsweredAnyMore_FiresWithinFourSeconds() =>
        new GoodputZero().FiresAt(DetectorProbe.Steady(60, 20).Set(MadeSeries.Pool, Signal.Good, second => second < 30 ? 20 : 0)).ShouldBeInRange(32, 34);

    [Fact]
    public void OneAnswerInThreeSeconds_IsQuiet() =>
        new GoodputZero().FiresAt(DetectorProbe.Steady(60, 20).Set(MadeSeries.Pool, Signal.Good, second => second < 30 ? 20 : second % 3 == 0 ? 1 : 0)).ShouldBe(-1);

    [Fact]
    public void AnswersThatAlwaysTakeLong_AreQuiet() =>
        new GoodputZero().FiresAt(DetectorProbe.Steady(300, 10).Set(MadeSeries.Pool, Signal.Good, second => second % 10 == 3 ? 10 : 0)).ShouldBe(-1);
}
