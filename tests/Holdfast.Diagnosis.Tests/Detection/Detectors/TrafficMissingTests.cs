using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class TrafficMissingTests
{
    [Fact]
    public void MostTrafficVanishes_FiresWithinSevenSeconds() =>
        new TrafficMissing().FiresAt(DetectorProbe.Steady(400, 50).Set(MadeSeries.Pool, Signal.OfferedFirst, second => second < 300 ? 50 : 2)).ShouldBeInRange(303, 307);

    [Fact]
    public void EveningsFall_IsQuiet() =>
        new TrafficMissing().FiresAt(DetectorProbe.Steady(4000, 50).Set(MadeSeries.Pool, Signal.OfferedFirst, second => 50 * Math.Exp(-second / 2000.0)).Set(MadeSeries.Gateway, Signal.OfferedFirst, 50)).ShouldBe(-1);

    [Fact]
    public void TrafficThatComesInGusts_IsQuiet() =>
        new TrafficMissing().FiresAt(new MadeSeries(2000).Set(MadeSeries.Pool, Signal.OfferedFirst, second => second % 60 < 20 ? 100 : 0)).ShouldBe(-1);
}
