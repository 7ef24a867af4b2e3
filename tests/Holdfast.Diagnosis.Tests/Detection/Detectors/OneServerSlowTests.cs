using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class OneServerSlowTests
{
    [Fact]
    public void OneBecomesSlow_FiresWithinEightSeconds() => new OneServerSlow().FiresAt(With(second => second < 60 ? 0.05 : 0.5, _ => 0.05)).ShouldBeInRange(60, 68);

    [Fact]
    public void AllBecomeSlow_IsQuiet() => new OneServerSlow().FiresAt(With(second => second < 60 ? 0.05 : 0.5, second => second < 60 ? 0.05 : 0.5)).ShouldBe(-1);

    [Fact]
    public void AlwaysTwiceAsSlow_IsQuiet() => new OneServerSlow().FiresAt(With(_ => 0.1, _ => 0.05)).ShouldBe(-1);

    [Fact]
    public void OneBecomesVerySlow_BeganInThatSecond()
    {
        MadeSeries series = With(second => second < 60 ? 0.05 : 5, _ => 0.05);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new OneServerSlow()]);
        series.Play(watch);
        watch.Active.ShouldHaveSingleItem().Began.ShouldBe(MadeSeries.Start + 60);
    }

    private static MadeSeries With(Func<int, double> first, Func<int, double> others)
    {
        MadeSeries series = DetectorProbe.Steady(120, 100).Set(MadeSeries.Server(1), Signal.FirstByteMedian, first);
        for (int server = 2; server <= 4; server++)
        {
            series.Set(MadeSeries.Server(server), Signal.FirstByteMedian, others);
        }

        return series;
    }
}
