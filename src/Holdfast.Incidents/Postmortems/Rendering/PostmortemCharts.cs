using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>The pictures of a postmortem, from the series: what users felt, who got the traffic, how full the servers were.</summary>
internal static class PostmortemCharts
{
    private const int Margin = 60;
    private const int StepsMaximum = 360;

    // More lines than these nobody tells apart; the legend has three rows for them.
    private const int LinesMaximum = 12;
    private static readonly string[] Colours = ["#1f5fa8", "#c0392b", "#2e8b57", "#8e5ea2", "#b8860b", "#008b8b", "#a0522d", "#d1498b", "#556b2f", "#4169e1", "#708090", "#222222"];

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
        ChartLine[] shares = [.. Shares(history, incident.Pool, window)];
        Draw(charts, "shares", $"Share of the requests to {service} that each server got", "", window, shares, marks);
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

    /// <summary>Every server by its name; of very many the hottest, and the others as one.</summary>
    private static IEnumerable<ChartLine> Shares(SeriesHistory history, string pool, Window window)
    {
        (string Name, double[] Values)[] all = [.. history.Subjects(SubjectKind.Server).Where(server => server.Name.StartsWith(pool + "/", StringComparison.Ordinal)).OrderBy(server => server.Name, StringComparer.Ordinal)
            .Select(server => (server.Name[(pool.Length + 1)..], window.Read(server, Signal.Share)))];
        IReadOnlyList<(string Name, double[] Values)> shown = ChosenLines.Of(all, LinesMaximum);
        return shown.Select((line, index) => new ChartLine(line.Name, Colours[index % Colours.Length], line.Values));
    }

    private static IEnumerable<ChartMark> Marks(Incident incident)
    {
        yield return new ChartMark(incident.OpenedAt, "detected");
        // When the timeline says so: it is told again when more of it becomes known.
        if (incident.Of(EntryKind.CauseFound).FirstOrDefault(entry => entry.Get("name") == incident.Cause?.Name) is { } found)
        {
            yield return new ChartMark(found.HappenedAt, "cause");
        }

        foreach (TimelineEntry step in DraftText.StepsOfPeople(incident).Take(2))
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
            return answers is [{ } answer] ? ChartGrid.Of(answer, From, To, Step) : [];
        }

        public double[] Sum(SeriesSubject subject, Signal[] signals)
        {
            double[][] all = [.. signals.Select(signal => Read(subject, signal)).Where(values => values.Length > 0)];
            return all.Length == 0 ? [] : [.. Enumerable.Range(0, all.Max(values => values.Length)).Select(index => all.Sum(values => index < values.Length && double.IsFinite(values[index]) ? values[index] : 0))];
        }
    }
}
