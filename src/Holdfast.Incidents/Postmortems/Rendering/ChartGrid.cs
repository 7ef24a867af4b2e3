using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>Puts an answer of the series on the seconds of a chart: what is older is kept in longer steps than were asked for. Keeps nothing.</summary>
internal static class ChartGrid
{
    /// <param name="from">Unix second of the chart's first value.</param>
    /// <param name="to">Unix second that ends it, included.</param>
    /// <param name="step">Seconds from value to value.</param>
    /// <returns>NaN where nothing was observed.</returns>
    public static double[] Of(SeriesAnswer answer, long from, long to, int step) =>
    [
        .. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(index =>
        {
            long place = (from + ((long)index * step) - answer.FromSecond) / answer.StepSeconds;
            return from + ((long)index * step) >= answer.FromSecond && place < answer.Points.Count ? answer.Points[(int)place].Mean : double.NaN;
        }),
    ];
}
