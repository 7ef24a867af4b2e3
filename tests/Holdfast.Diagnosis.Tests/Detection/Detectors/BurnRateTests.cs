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

    [Theory]
    [InlineData(3600)]
    [InlineData(21600)]
    public void HarmEndedAndNobodyAsksAnyMore_IsOverWithinSeconds(int window)
    {
        BurnRate rate = window == 3600 ? BurnRate.OneHour() : BurnRate.SixHours();
        MadeSeries series = Left(_ => 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [rate]);
        List<int> active = [];
        series.Play(watch, second => active.AddRange(watch.Active.Count > 0 ? [second] : []));
        active.ShouldNotBeEmpty();
        active[^1].ShouldBeLessThan(LoadEnds + 25);
    }

    [Fact]
    public void OneFailureOfHardlyAnybodyAfterTheEnd_IsNoNewTrouble()
    {
        MadeSeries series = Left(second => second is LoadEnds + 40 or LoadEnds + 44 or LoadEnds + 90 ? 1 : 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [BurnRate.OneHour(), BurnRate.FiveMinutes(), BurnRate.SixHours()]);
        series.Play(watch, second => (second > LoadEnds + 25 && watch.Active.Count > 0).ShouldBeFalse($"second {second}"));
    }

    [Fact]
    public void HarmThatComesBack_IsSeenAgain()
    {
        MadeSeries series = Left(second => second >= LoadEnds + 60 ? 50 : 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [BurnRate.OneHour()]);
        int again = -1;
        series.Play(watch, second => again = again < 0 && second >= LoadEnds + 30 && watch.Active.Count > 0 ? second : again);
        again.ShouldBeInRange(LoadEnds + 60, LoadEnds + 63);
    }

    [Fact]
    public void SteadyHarmJustAboveTheThreshold_IsNotLostByALuckySecond()
    {
        // Two percent, but for one gap of twenty seconds: fewer than half of what the hour allows are seen for some seconds.
        const int Lucky = 6000;
        double Failed(int second) => second >= 3000 && second % 5 == 0 && (second <= Lucky || second >= Lucky + 20) ? 1 : 0;
        MadeSeries series = new MadeSeries(Lucky + 200).Set(MadeSeries.Pool, Signal.OfferedFirst, 10)
            .Set(MadeSeries.Pool, Signal.FailedServerError, Failed).Set(MadeSeries.Pool, Signal.Good, second => 10 - Failed(second));
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [BurnRate.OneHour()]);
        series.Play(watch, second => (watch.Active.Count > 0 || second < Lucky).ShouldBeTrue($"second {second}"));
    }

    private const int LoadEnds = 400;

    // A young gateway: some minutes of load that goes wrong, then silence but for what the test says.
    private static MadeSeries Left(Func<int, double> failsLater)
    {
        double Failed(int second) => second is >= 200 and < LoadEnds ? 100 : second < LoadEnds ? 0 : failsLater(second);
        return DetectorProbe.Steady(700, 100).Set(MadeSeries.Pool, Signal.FailedServerError, Failed)
            .Set(MadeSeries.Pool, Signal.Good, second => second < 200 ? 100 : 0)
            .Set(MadeSeries.Pool, Signal.OfferedFirst, second => second >= LoadEnds ? failsLater(second) : 100);
    }

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
