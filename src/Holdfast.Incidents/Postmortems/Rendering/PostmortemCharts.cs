using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>The pictures of a postmortem, from the series: what users felt, who got the traffic, how full the servers were.</summary>
internal static class PostmortemCharts
{
    private const int Margin = 60;
    private const int StepsMaximum = 360;
    private const int ServersMaximum = 4;
    private static readonly string[] Colours = ["#1f5fa8", "#c0392b", "#2e8b57", "#8e5ea2"];

    /// <returns>Name, SVG and what it shows; none when nothing was recorded.</returns>
    public static IReadOnlyList<(string Name, string Svg, string Alt)> Draw(Incident incident, SeriesHistory history)
    {
        long from = (incident.Start ?? incident.OpenedAt).ToUnixTimeSeconds() - Margin;
        long to = (incident.End ?? incident.ResolvedAt ?? incident.Entries[^1].HappenedAt).ToUnixTimeSeconds() + Margin;
        int step = (int)Math.Max(1, (to - from) / StepsMaximum);
        Window window = new(history, from, to, step);
        SeriesSubject pool = incident.Pool.Length == 0 ? SeriesSubject.Gateway : new SeriesSubject(SubjectKind.Pool, incident.Pool);
        ChartMark[] marks = [.. Marks(incident)];
        string service = incident.Pool.Length == 0 ? "the gateway" : $"pool {incident.Pool}";
        List<(string, string, string)> charts = [];
        ChartLine[] impact =
        [
            new("answered well", Colours[0], window.Read(pool, Signal.Good)),
            new("failed", Colours[1], window.Sum(pool, [.. SignalGroups.Failed])),
            new("refused", Colours[3], window.Sum(pool, [.. SignalGroups.Shed])),
        ];
        Draw(charts, "impact", $"Requests to {service}, by outcome", "/s", window, impact, marks);
        SeriesSubject[] servers = [.. history.Subjects(SubjectKind.Server).Where(server => server.Name.StartsWith(incident.Pool + "/", StringComparison.Ordinal)).OrderBy(server => server.Name, StringComparer.Ordinal).Take(ServersMaximum)];
        ChartLine[] shares = [.. servers.Select((server, index) => new ChartLine(server.Name[(server.Name.LastIndexOf('/') + 1)..], Colours[index % Colours.Length], window.Read(server, Signal.Share)))];
        Draw(charts, "shares", $"Share of {service}'s requests that each server got", "", window, shares, marks);
        ChartLine[] load = [new("in flight", Colours[0], window.Read(pool, Signal.InFlight)), new("limit", Colours[1], window.Read(pool, Signal.Limit)), new("waiting", Colours[3], window.Read(pool, Signal.Queued))];
        Draw(charts, "load", $"Requests in flight at {service}, and their limit", "", window, load, marks);
        return charts;
    }

    private static void Draw(List<(string Name, string Svg, string Alt)> charts, string name, string title, string unit, Window window, ChartLine[] lines, ChartMark[] marks)
    {
        ChartLine[] known = [.. lines.Where(line => line.Values.Any(double.IsFinite))];
        if (known.Length > 0)
        {
            charts.Add((name, SvgChart.Write(title, unit, DateTimeOffset.FromUnixTimeSeconds(window.From), window.Step, known, marks), title));
        }
    }

    private static IEnumerable<ChartMark> Marks(Incident incident)
    {
        yield return new ChartMark(incident.OpenedAt, "detected");
        if (incident.Cause is { } cause)
        {
            yield return new ChartMark(cause.At, "cause");
        }

        foreach (TimelineEntry step in incident.Of(EntryKind.Mitigation).Where(entry => entry.Get("by") == "people").Take(2))
        {
            yield return new ChartMark(step.HappenedAt, "mitigation");
        }

        foreach (Outage outage in incident.Outages.Where(outage => outage.End is not null))
        {
            yield return new ChartMark(outage.End!.Value, "over");
        }
    }

    private sealed record Window(SeriesHistory History, long From, long To, int Step)
    {
        public double[] Read(SeriesSubject subject, Signal signal)
        {
            IReadOnlyList<SeriesAnswer>? answers = History.Read(new SeriesQuery(subject, [signal], From, To, Step));
            return answers is [{ } answer] ? [.. answer.Points.Select(point => point.Mean)] : [];
        }

        public double[] Sum(SeriesSubject subject, Signal[] signals)
        {
            double[][] all = [.. signals.Select(signal => Read(subject, signal)).Where(values => values.Length > 0)];
            return all.Length == 0 ? [] : [.. Enumerable.Range(0, all.Max(values => values.Length)).Select(index => all.Sum(values => index < values.Length && double.IsFinite(values[index]) ? values[index] : 0))];
        }
    }
}
