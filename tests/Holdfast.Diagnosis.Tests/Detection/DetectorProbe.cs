namespace Holdfast.Diagnosis.Tests.Detection;

/// <summary>One detector alone over made series.</summary>
internal static class DetectorProbe
{
    /// <summary>The first second in which it holds for any subject, or -1.</summary>
    public static int FiresAt(this IDetector detector, MadeSeries series)
    {
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [detector]);
        int fired = -1;
        series.Play(watch, second => fired = fired < 0 && watch.Active.Count > 0 ? second : fired);
        return fired;
    }

    /// <summary>Normally distributed, the same for the same seed.</summary>
    public static double Normal(this SeededRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A pool's steady traffic with the noise of chance: rate, good answers, and four servers that share it.</summary>
    public static MadeSeries Steady(int seconds, double rate, ulong seed = 1)
    {
        SeededRandom random = new(seed);
        double[] offered = [.. Enumerable.Range(0, seconds).Select(_ => Math.Round(Math.Max(0, rate + (Math.Sqrt(rate) * random.Normal()))))];
        MadeSeries series = new(seconds);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            series.Set(subject, Signal.OfferedFirst, second => offered[second]).Set(subject, Signal.Good, second => offered[second]);
        }

        for (int server = 1; server <= 4; server++)
        {
            series.Set(MadeSeries.Server(server), Signal.Admitted, second => offered[second] / 4)
                .Set(MadeSeries.Server(server), Signal.WeightShare, 0.25)
                .Set(MadeSeries.Server(server), Signal.Healthy, 1);
        }

        return series.Set(MadeSeries.Pool, Signal.Healthy, 4).Set(MadeSeries.Pool, Signal.ServersTotal, 4);
    }
}
