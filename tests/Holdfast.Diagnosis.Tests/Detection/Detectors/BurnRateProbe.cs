namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

/// <summary>Series that windows of burn rates are tried with.</summary>
internal static class BurnRateProbe
{
    public const int LoadEnds = 400;

    /// <summary>A hundred requests a second, of which this share goes wrong.</summary>
    public static MadeSeries Failing(int seconds, Func<int, double> share) => DetectorProbe.Steady(seconds, 100)
        .Set(MadeSeries.Pool, Signal.FailedServerError, second => 100 * share(second)).Set(MadeSeries.Pool, Signal.Good, second => 100 * (1 - share(second)));

    /// <summary>A young gateway: some minutes of load that goes wrong, then silence but for what the test says.</summary>
    public static MadeSeries Left(Func<int, double> failsLater)
    {
        double Failed(int second) => second is >= 200 and < LoadEnds ? 100 : second < LoadEnds ? 0 : failsLater(second);
        return DetectorProbe.Steady(700, 100).Set(MadeSeries.Pool, Signal.FailedServerError, Failed)
            .Set(MadeSeries.Pool, Signal.Good, second => second < 200 ? 100 : 0)
            .Set(MadeSeries.Pool, Signal.OfferedFirst, second => second >= LoadEnds ? failsLater(second) : 100);
    }

    /// <summary>When harm ended and nobody asks any more, the detector says so within seconds.</summary>
    public static void EndsSoonAfterTheLoad(IDetector detector)
    {
        MadeSeries series = Left(_ => 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [detector]);
        List<int> active = [];
        series.Play(watch, second => active.AddRange(watch.Active.Count > 0 ? [second] : []));
        active.ShouldNotBeEmpty();
        active[^1].ShouldBeLessThan(LoadEnds + 25);
    }
}
