using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class VersionSwitchedTests
{
    [Fact]
    public void ServerAnswersWithAnotherVersion_FiresWithinTwoSeconds() => new VersionSwitched().FiresAt(With(60)).ShouldBeInRange(60, 61);

    [Fact]
    public void SameVersionAsEver_IsQuiet() => new VersionSwitched().FiresAt(With(-1)).ShouldBe(-1);

    [Fact]
    public void NewVersionAlone_IsNoSuspicion_SlownessAtOnceAfterIt_Is()
    {
        StateAfter(With(120)).ShouldBe(DetectionState.Normal);
        StateAfter(Slow(With(-1))).ShouldBe(DetectionState.Normal);
        StateAfter(Slow(With(120))).ShouldBe(DetectionState.Suspected);
    }

    [Fact]
    public void Slowness_BeganWhenItBegan_AndNotWithTheVersion()
    {
        MadeSeries series = Slow(With(117));
        DetectionWatch watch = Watch(series);
        series.Play(watch);
        watch.Current.ShouldNotBeNull().Onset.ShouldBeInRange(MadeSeries.Start + 119, MadeSeries.Start + 123);
    }

    private static DetectionWatch Watch(MadeSeries series) => new(series, DiagnosisSettings.Default, [new VersionSwitched(), new FirstByteShift()]);

    private static DetectionState StateAfter(MadeSeries series)
    {
        DetectionWatch watch = Watch(series);
        DetectionState worst = DetectionState.Normal;
        series.Play(watch, _ => worst = watch.State > worst ? watch.State : worst);
        return worst;
    }

    private static MadeSeries With(int second) => DetectorProbe.Steady(150, 100).Set(MadeSeries.Server(2), Signal.VersionChanged, each => each == second ? 1 : 0);

    private static MadeSeries Slow(MadeSeries series) => series.Set(MadeSeries.Pool, Signal.FirstByteMedian, second => second < 120 ? 0.05 : 0.15);
}
