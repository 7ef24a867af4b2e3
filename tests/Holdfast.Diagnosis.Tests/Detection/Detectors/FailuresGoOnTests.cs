using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class FailuresGoOnTests
{
    [Fact]
    public void FewThatGoOn_FireWithinTwentySeconds() => new FailuresGoOn().FiresAt(Failing(second => second < 60 ? 0 : 2)).ShouldBeInRange(64, 81);

    [Fact]
    public void UsualFailures_AreQuiet() => new FailuresGoOn().FiresAt(Failing(_ => 1)).ShouldBe(-1);

    private static MadeSeries Failing(Func<int, double> failed) => DetectorProbe.Steady(120, 100).Set(MadeSeries.Pool, Signal.FailedRefused, failed);
}
