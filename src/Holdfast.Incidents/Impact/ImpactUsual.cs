using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Impact;

/// <summary>What users of a pool are used to, from the minute before an outage: what is beyond it is harm. Immutable. Next: <see cref="ImpactMeter"/>.</summary>
/// <param name="FirstByteSeconds">Half of the answers took no longer; NaN when it is not known.</param>
/// <param name="LeavingShare">Part of the requests whose client left before the answer was complete; 0 when it is not known.</param>
internal sealed record ImpactUsual(double FirstByteSeconds, double LeavingShare)
{
    private const int Seconds = 60;

    // The first symptom is seen a few seconds late.
    private const int Apart = 10;

    public static ImpactUsual Unknown { get; } = new(double.NaN, 0);

    public static ImpactUsual Before(ISeriesReader series, SeriesSubject pool, long onset)
    {
        double[] firstByte = [.. Read(series, pool, Signal.FirstByteMedian, onset).Where(value => !double.IsNaN(value)).Order()];
        double left = Sum(series, pool, Signal.ClientGone, onset);
        double offered = Sum(series, pool, Signal.OfferedFirst, onset) + Sum(series, pool, Signal.OfferedRetry, onset);
        return new ImpactUsual(firstByte.Length == 0 ? double.NaN : firstByte[firstByte.Length / 2], offered > 0 ? Math.Min(1, left / offered) : 0);
    }

    private static double Sum(ISeriesReader series, SeriesSubject pool, Signal signal, long onset) => Read(series, pool, signal, onset).Where(value => !double.IsNaN(value)).Sum();

    private static double[] Read(ISeriesReader series, SeriesSubject pool, Signal signal, long onset)
    {
        double[] values = new double[Seconds];
        series.Read(pool, signal, onset - Apart - Seconds, values);
        return values;
    }
}
