using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class BurnRateOneHourTests
{
    [Fact]
    public void TwoPercentForMinutes_Fires() => (new BurnRateOneHour().FiresAt(BurnRateProbe.Failing(8000, second => second >= 4000 ? 0.02 : 0)) - 4000).ShouldBeInRange(2400, 3000);

    [Fact]
    public void AllowedErrors_AreQuiet() => new BurnRateOneHour().FiresAt(BurnRateProbe.Failing(10_000, _ => 0.001)).ShouldBe(-1);

    [Fact]
    public void HarmEndedAndNobodyAsksAnyMore_IsOverWithinSeconds() => BurnRateProbe.EndsSoonAfterTheLoad(new BurnRateOneHour());

    [Fact]
    public void OneFailureOfHardlyAnybodyAfterTheEnd_IsNoNewTrouble()
    {
        MadeSeries series = BurnRateProbe.Left(second => second is BurnRateProbe.LoadEnds + 40 or BurnRateProbe.LoadEnds + 44 or BurnRateProbe.LoadEnds + 90 ? 1 : 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new BurnRateOneHour(), new BurnRateFiveMinutes(), new BurnRateSixHours()]);
        series.Play(watch, second => (second > BurnRateProbe.LoadEnds + 25 && watch.Active.Count > 0).ShouldBeFalse($"second {second}"));
    }

    [Fact]
    public void HarmThatComesBack_IsSeenAgain()
    {
        MadeSeries series = BurnRateProbe.Left(second => second >= BurnRateProbe.LoadEnds + 60 ? 50 : 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new BurnRateOneHour()]);
        int again = -1;
        series.Play(watch, second => again = again < 0 && second >= BurnRateProbe.LoadEnds + 30 && watch.Active.Count > 0 ? second : again);
        again.ShouldBeInRange(BurnRateProbe.LoadEnds + 60, BurnRateProbe.LoadEnds + 63);
    }

    [Fact]
    public void SteadyHarmJustAboveTheThreshold_IsNotLostByALuckySecond()
    {
        // Two percent, but for one gap of twenty seconds: fewer than half of what the hour allows are seen for some seconds.
        const int Lucky = 6000;
        double Failed(int second) => second >= 3000 && second % 5 == 0 && (second <= Lucky || second >= Lucky + 20) ? 1 : 0;
        MadeSeries series = new MadeSeries(Lucky + 200).Set(MadeSeries.Pool, Signal.OfferedFirst, 10)
            .Set(MadeSeries.Pool, Signal.FailedServerError, Failed).Set(MadeSeries.Pool, Signal.Good, second => 10 - Failed(second));
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new BurnRateOneHour()]);
        series.Play(watch, second => (watch.Active.Count > 0 || second < Lucky).ShouldBeTrue($"second {second}"));
    }
}
