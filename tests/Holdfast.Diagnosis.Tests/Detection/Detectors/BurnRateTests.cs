using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class BurnRateTests
{
    [Theory]
    [InlineData(1.0, 4, 8)]
    [InlineData(0.6, 7, 12)]
    [InlineData(0.2, 22, 30)]
    public void ShareOfErrors_FiresTheMinuteInItsTime(double share, int earliest, int latest) =>
        (BurnRate.OneMinute().FiresAt(Failing(200, second => second >= 100 ? share : 0)) - 100).ShouldBeInRange(earliest, latest);

    [Fact]
    public void FivePercent_FiresTheFiveMinutesAndNotTheMinute()
    {
        BurnRate.OneMinute().FiresAt(Failing(700, second => second >= 300 ? 0.05 : 0)).ShouldBe(-1);
        (BurnRate.FiveMinutes().FiresAt(Failing(700, second => second >= 300 ? 0.05 : 0)) - 300).ShouldBeInRange(240, 290);
    }

    [Fact]
    public void TwoPercentForMinutes_FiresTheHour() => (BurnRate.OneHour().FiresAt(Failing(8000, second => second >= 4000 ? 0.02 : 0)) - 4000).ShouldBeInRange(2400, 3000);

    [Fact]
    public void OnePercentForHours_FiresTheSixHours() => BurnRate.SixHours().FiresAt(Failing(22_000, second => second >= 1000 ? 0.01 : 0)).ShouldBeInRange(12_000, 21_000);

    [Fact]
    public void AllowedErrors_AreQuietInEveryWindow()
    {
        foreach (BurnRate window in (BurnRate[])[BurnRate.OneMinute(), BurnRate.FiveMinutes(), BurnRate.OneHour(), BurnRate.SixHours()])
        {
            window.FiresAt(Failing(10_000, _ => 0.001)).ShouldBe(-1);
        }
    }

    [Fact]
    public void TooFewRequests_AreQuiet() =>
        BurnRate.OneMinute().FiresAt(DetectorProbe.Steady(200, 1).Set(MadeSeries.Pool, Signal.OfferedFirst, 1).Set(MadeSeries.Pool, Signal.Good, second => second >= 100 ? 0 : 1).Set(MadeSeries.Pool, Signal.FailedServerError, second => second >= 100 ? 1 : 0)).ShouldBe(-1);

    [Fact]
    public void ShedOfBulk_IsNoHarm_ShedOfCritical_Is()
    {
        BurnRate.OneMinute().FiresAt(Shedding("bulk")).ShouldBe(-1);
        BurnRate.OneMinute().FiresAt(Shedding("shop/critical")).ShouldBeGreaterThan(50);
    }

    private static MadeSeries Shedding(string name)
    {
        SeriesSubject subject = new(SubjectKind.Class, name);
        return DetectorProbe.Steady(100, 100).Set(subject, Signal.OfferedFirst, 50).Set(subject, Signal.Good, second => second < 50 ? 50 : 0)
            .Set(subject, Signal.ShedOverload, second => second < 50 ? 0 : 50);
    }

    private static MadeSeries Failing(int seconds, Func<int, double> share) => DetectorProbe.Steady(seconds, 100)
        .Set(MadeSeries.Pool, Signal.FailedServerError, second => 100 * share(second)).Set(MadeSeries.Pool, Signal.Good, second => 100 * (1 - share(second)));
}
