using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class BurnRateOneMinuteTests
{
    [Theory]
    [InlineData(1.0, 4, 8)]
    [InlineData(0.6, 7, 12)]
    [InlineData(0.2, 22, 30)]
    public void ShareOfErrors_FiresInItsTime(double share, int earliest, int latest) =>
        (new BurnRateOneMinute().FiresAt(BurnRateProbe.Failing(200, second => second >= 100 ? share : 0)) - 100).ShouldBeInRange(earliest, latest);

    [Fact]
    public void AllowedErrors_AreQuiet() => new BurnRateOneMinute().FiresAt(BurnRateProbe.Failing(10_000, _ => 0.001)).ShouldBe(-1);

    [Fact]
    public void FivePercent_AreQuiet() => new BurnRateOneMinute().FiresAt(BurnRateProbe.Failing(700, second => second >= 300 ? 0.05 : 0)).ShouldBe(-1);

    [Fact]
    public void TooFewRequests_AreQuiet() =>
        new BurnRateOneMinute().FiresAt(DetectorProbe.Steady(200, 1).Set(MadeSeries.Pool, Signal.OfferedFirst, 1).Set(MadeSeries.Pool, Signal.Good, second => second >= 100 ? 0 : 1).Set(MadeSeries.Pool, Signal.FailedServerError, second => second >= 100 ? 1 : 0)).ShouldBe(-1);

    [Fact]
    public void ShedOfBulk_IsNoHarm_ShedOfCritical_Is()
    {
        new BurnRateOneMinute().FiresAt(Shedding("bulk")).ShouldBe(-1);
        new BurnRateOneMinute().FiresAt(Shedding("shop/critical")).ShouldBeGreaterThan(50);
    }

    private static MadeSeries Shedding(string name)
    {
        SeriesSubject subject = new(SubjectKind.Class, name);
        return DetectorProbe.Steady(100, 100).Set(subject, Signal.OfferedFirst, 50).Set(subject, Signal.Good, second => second < 50 ? 50 : 0)
            .Set(subject, Signal.ShedOverload, second => second < 50 ? 0 : 50);
    }
}
