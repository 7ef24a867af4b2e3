using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Writes down what users feel in an outage, and how bad that is: with the declaration already, because the first page carries it. Then in
/// steps that grow with the outage. Keeps nothing that the timelines do not tell. Owner: <see cref="IncidentWatch"/>.
/// </summary>
internal sealed class OutageMeasures(IncidentBook book, ISeriesReader series, WatchSettings settings)
{
    // Symptoms begin before detection says so; users may have felt it before the first symptom held.
    private const int LookBackSeconds = 60;

    // What the first second shows is too little to stand for half a minute.
    private const double FewestSecondsBetween = 3;

    /// <summary>What users felt since the last measurement of this outage. Recorded as a sum: later nobody needs the seconds for it.</summary>
    public void Measure(Incident incident, long second, bool isLast)
    {
        if (incident.LastOutage is not { ClearedAt: null } outage)
        {
            return;
        }

        long onset = outage.Onset.ToUnixTimeSeconds();
        TimelineEntry? before = incident.Of(EntryKind.Impact).LastOrDefault(entry => entry.Number("to") >= onset - LookBackSeconds);
        bool isFirst = before is null;
        long from = before is null ? Math.Max(onset - LookBackSeconds, series.OldestSecond) : (long)before.Number("to") + 1;
        // The last second is looked at with its neighbour, which is not there yet; at first nobody waits for it.
        long to = isLast || isFirst ? second : second - 2;
        if (to < from || (!isLast && !isFirst && to - from < SecondsBetween(from - onset)) || (isFirst && !isLast && incident.Status != IncidentStatus.Confirmed))
        {
            return;
        }

        SeriesSubject subject = incident.Pool.Length == 0 ? SeriesSubject.Gateway : new SeriesSubject(SubjectKind.Pool, incident.Pool);
        double usual = before is null ? ImpactMeter.UsualFirstByte(series, subject, onset) : before.Get("usual") is { Length: > 0 } ? before.Number("usual") : double.NaN;
        ImpactSum sum = ImpactMeter.Measure(series, subject, usual, from, to);
        if (isFirst && !isLast && sum.BadSeconds == 0 && to - onset < settings.MeasureEvery.TotalSeconds)
        {
            // Its seconds come late, or the harm is still to come: to write that nobody is hurt would be the wrong word.
            return;
        }

        book.Add(incident.Id, Entries(incident, subject, usual, sum, from, to));
    }

    private double SecondsBetween(long measured) => Math.Clamp(measured, FewestSecondsBetween, settings.MeasureEvery.TotalSeconds);

    private static List<NewEntry> Entries(Incident incident, SeriesSubject subject, double usual, ImpactSum sum, long from, long to)
    {
        Dictionary<string, string> data = ImpactData.Write(sum, from, to);
        data["usual"] = double.IsNaN(usual) ? "" : usual.ToString(CultureInfo.InvariantCulture);
        string text = sum.BadSeconds == 0 ? "nobody was hurt in this stretch" : string.Create(CultureInfo.InvariantCulture, $"{100 * sum.UsersShare:0.#} % of the users hit in {sum.BadSeconds} s; {Counted.Of(sum.Failed, "request")} failed, {Counted.Were(sum.Shed)} refused of {sum.Offered:0}");
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(to);
        List<NewEntry> entries = [new(EntryKind.Impact, at, "gateway", text) { Data = data, Sources = [$"series:{subject}/{ImpactMeter.SignalNames}@{from}-{to}"] }];
        Severity measured = SeverityRule.Of(incident.Impact.Add(sum));
        if (!incident.IsSeverityFixed && measured < incident.Severity)
        {
            entries.Add(new NewEntry(EntryKind.Severity, at, "gateway", $"severity {measured.ToString().ToUpperInvariant()}, from measured impact") { Data = new() { ["severity"] = measured.ToString() }, Sources = entries[0].Sources });
        }

        return entries;
    }
}
