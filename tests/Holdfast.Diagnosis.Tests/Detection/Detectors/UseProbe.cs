namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

/// <summary>A pool of which a share of the limit is in use, by second, with some noise.</summary>
internal static class UseProbe
{
    public static MadeSeries With(Func<int, double> use)
    {
        SeededRandom random = new(17);
        double[] values = [.. Enumerable.Range(0, 900).Select(second => 100 * Math.Clamp(use(second) + (0.01 * random.Normal()), 0, 1))];
        return DetectorProbe.Steady(900, 100).Set(MadeSeries.Pool, Signal.InFlight, second => values[second]).Set(MadeSeries.Pool, Signal.Limit, 100);
    }

    /// <summary>Full at second 800.</summary>
    public static MadeSeries Rising() => With(second => Math.Min(1, 0.2 + (0.001 * second)));

    public static MadeSeries WithASpike() => With(second => second is > 500 and < 515 ? 0.7 + (0.02 * (second - 500)) : 0.7);
}
