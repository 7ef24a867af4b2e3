using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Seconds of an outage in which the pool refused for lack of capacity, or in which requests stood in line. A gateway that protects its servers never lets more in than they do
/// well: none is seen to do less for having too much. Full is then who answers as much as ever, more slowly than in the quiet, while others are turned away.
/// </summary>
internal sealed class RefusedSeconds(ReplaySeries series, SeriesSubject pool, IReadOnlyList<SeriesSubject> servers, TimeScale time)
{
    // One refused request is chance; so many of those that were asked for are not.
    private const double ShareLeast = 0.05;

    // Means of so many of them, one after the other.
    private const int MeansLeast = 5;

    // A limit that is still being found refuses, too, while the server is as quick as ever.
    private const double SlowerBy = 1.2;
    private const double BestLeast = 0.9;

    private readonly bool[] refused = Read(series, pool, servers, time.From, (int)(time.End - time.From));

    /// <param name="good">What the server answered well a second, as means of some seconds that begin with each.</param>
    public bool ShowFull(SeriesSubject server, double[] good)
    {
        double[] firstByte = series.Read(server, Signal.FirstByteMedian, time.From, refused.Length);
        double usual = ReplaySeries.Median(firstByte.Take(TimeScale.Lead));
        bool[] full = [.. refused.Zip(firstByte, (some, seconds) => some && !(seconds < SlowerBy * usual))];
        int over = full.Length - good.Length + 1;
        double[] then = [.. good.Where((_, second) => full.AsSpan(second, over).IndexOf(false) < 0)];
        return then.Length >= MeansLeast && then.Max() >= BestLeast * good.Max();
    }

    private static bool[] Read(ReplaySeries series, SeriesSubject pool, IReadOnlyList<SeriesSubject> servers, long from, int count)
    {
        double[] offered = series.Offered(pool, from, count);
        // What was kept of incidents before these were kept: what no server was asked for was refused.
        bool isKept = Array.Exists(series.Read(pool, Signal.ShedOverload, from, count), double.IsFinite);
        double[] shed = isKept ? series.Sum(pool, from, count, Signal.ShedOverload, Signal.ShedWaited) : Rest(offered, [.. servers.Select(server => series.Sum(server, from, count, [Signal.Good, .. ServerEstimate.FailedSignals]))]);
        double[] queued = series.Sum(pool, from, count, Signal.Queued);
        return [.. offered.Select((asked, second) => queued[second] >= 1 || (shed[second] >= 1 && shed[second] >= ShareLeast * asked))];
    }

    private static double[] Rest(double[] offered, double[][] asked) => [.. offered.Select((all, second) => all - asked.Sum(server => server[second]))];
}
