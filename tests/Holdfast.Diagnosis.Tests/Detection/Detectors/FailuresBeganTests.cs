using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class FailuresBeganTests
{
    [Fact]
    public void QuarterFails_FiresWithinThreeSeconds() => new FailuresBegan().FiresAt(Failing(second => second < 60 ? 0 : 25)).ShouldBeInRange(60, 63);

    [Fact]
    public void UsualFailures_AreQuiet() => new FailuresBegan().FiresAt(Failing(_ => 2)).ShouldBe(-1);

    [Fact]
    public void FourFailuresInAll_AreQuiet() => new FailuresBegan().FiresAt(Failing(second => second is >= 60 and < 64 ? 1 : 0)).ShouldBe(-1);

    [Fact]
    public void AttemptsThatWereRepeatedElsewhere_Count() =>
        new FailuresBegan().FiresAt(DetectorProbe.Steady(120, 100).Set(MadeSeries.Pool, Signal.OwnRetries, second => second < 60 ? 0 : 25)).ShouldBeInRange(60, 63);

    private static MadeSeries Failing(Func<int, double> failed) => DetectorProbe.Steady(120, 100).Set(MadeSeries.Pool, Signal.FailedRefused, failed);
}
