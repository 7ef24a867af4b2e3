using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class SaturationForecastTests
{
    [Fact]
    public void SteadyRise_IsForetoldTwoMinutesAhead()
    {
        // Full at second 800.
        MadeSeries series = With(second => Math.Min(1, 0.2 + (0.001 * second)));
        SaturationForecast.Imminent().FiresAt(series).ShouldBeInRange(600, 700);
        SaturationForecast.Near().FiresAt(series).ShouldBeInRange(495, 530);
    }

    [Fact]
    public void FullButLevel_IsQuiet() => SaturationForecast.Near().FiresAt(With(_ => 0.9)).ShouldBe(-1);

    [Fact]
    public void LevelWithAMomentsSpike_IsQuiet() => SaturationForecast.Near().FiresAt(With(second => second is > 500 and < 515 ? 0.7 + (0.02 * (second - 500)) : 0.7)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> use)
    {
        SeededRandom random = new(17);
        double[] values = [.. Enumerable.Range(0, 900).Select(second => 100 * Math.Clamp(use(second) + (0.01 * random.Normal()), 0, 1))];
        return DetectorProbe.Steady(900, 100).Set(MadeSeries.Pool, Signal.InFlight, second => values[second]).Set(MadeSeries.Pool, Signal.Limit, 100);
    }
}
