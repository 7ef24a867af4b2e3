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
    // Symptoms begin before detection says so; users may have felt it before the first symptom held. What was over well before it is another matter.
    private const int LookBackSeconds = 60;

    // Somebody may state a start of days ago: so many seconds of all signals are read at once.
    private const int PartSeconds = 600;

    // An incident that ended longer ago was measured to its end, or by a process that is gone.
    private const int LastSecondsWithin = 60;

    // What the first second shows is too little to stand for half a minute.
    private const double FewestSecondsBetween = 3;
    private const int QuietLookSeconds = 10;

    /// <summary>What users felt since the last measurement of this outage. Recorded as a sum: later nobody needs the seconds for it.</summary>
    public void Measure(Incident incident, long second, bool isLast)
    {
        // What people and alerts end is over before its last seconds are measured.
        if (incident.Present is not { } outage || (outage.ClearedAt is not null && !isLast))
        {
            return;
        }

        long onset = outage.Onset.ToUnixTimeSeconds();
        TimelineEntry? before = incident.Of(EntryKind.Impact).LastOrDefault(entry => entry.Number("to") >= onset - LookBackSeconds);
        bool isFirst = before is null;
        bool isDoubt = incident.Status == IncidentStatus.Suspected;
        // A quiet suspicion may last for hours, and each look reads all of it.
        if (isDoubt && isFirst && !isLast && second - onset > LookBackSeconds && second % QuietLookSeconds != 0)
        {
            return;
        }

        // The first page carries it: what was measured while it was only suspected may be some seconds old.
        bool isDue = isFirst || isLast || incident.Entries.FindLastIndex(entry => entry.Kind is EntryKind.Declared or EntryKind.Relapsed) > incident.Entries.FindLastIndex(entry => entry.Kind == EntryKind.Impact);
        long from = before is null ? Math.Max(onset - LookBackSeconds, series.OldestSecond) : (long)before.Number("to") + 1;
        MeasurePace pace = MeasurePace.Of(incident, outage, onset - LookBackSeconds);
        // The last second is looked at with its neighbour, which is not there yet; at first nobody waits for it.
        long to = isLast || (isFirst && !isDoubt) ? second : second - 2;
        if (to < from || (!isDue && to - from < (pace.LooksForMore ? FewestSecondsBetween : SecondsBetween(from - pace.Since))) || (isFirst && !isLast && !isDoubt && incident.Status != IncidentStatus.Confirmed))
        {
            return;
        }

        SeriesSubject subject = incident.Pool.Length == 0 ? SeriesSubject.Gateway : new SeriesSubject(SubjectKind.Pool, incident.Pool);
        ImpactUsual usual = before is null ? ImpactUsual.Before(series, subject, onset) : new ImpactUsual(before.Get("usual") is { Length: > 0 } ? before.Number("usual") : double.NaN, before.Number("usualLeaving"));
        from = isFirst && (isDoubt || outage.DeclaredAt is not null) ? ImpactMeter.BeginningOf(series, subject, usual, from, Math.Min(onset, to)) : from;
        ImpactSum sum = Sum(subject, usual, from, to);
        if (sum.BadSeconds == 0 && (isDoubt ? isLast || to - from < PartSeconds : isFirst && !isLast && to - onset < settings.MeasureEvery.TotalSeconds))
        {
            // Its seconds come late, or the harm is still to come: to write that nobody is hurt would be the wrong word. A suspicion may hurt nobody for hours.
            return;
        }

        if (!isDue && to - from < SecondsBetween(from - pace.Since) && !pace.IsMore(sum))
        {
            return;
        }

        book.Add(incident.Id, Entries(incident, subject, usual, sum, from, to));
    }

    /// <summary>
    /// Of incidents that nobody but people or alerts have seen: since the time that they stated, as long as they last. What no series knows is not measured: to write that nobody
    /// was hurt would be the wrong word.
    /// </summary>
    public void MeasureReported(IEnumerable<Incident> incidents, long second)
    {
        foreach (Incident incident in incidents.Where(IsReported).ToList())
        {
            long? cleared = incident.LastOutage!.ClearedAt?.ToUnixTimeSeconds();
            long measured = (long)(incident.Of(EntryKind.Impact).LastOrDefault()?.Number("to") ?? 0);
            if (cleared is null || (measured < cleared && second >= cleared && second - cleared < LastSecondsWithin))
            {
                Measure(incident, cleared is null ? series.NewestSecond : Math.Min(cleared.Value, series.NewestSecond), isLast: cleared is not null);
            }
        }
    }

    private bool IsReported(Incident incident) =>
        incident.IsByHand && incident.LastOutage is { DeclaredAt: null } && incident.Status != IncidentStatus.Dismissed
        && (incident.Pool.Length == 0 ? incident.OpenedBy == Incident.Hand : series.Subjects(SubjectKind.Pool).Any(subject => subject.Name == incident.Pool));

    private ImpactSum Sum(SeriesSubject subject, ImpactUsual usual, long from, long to)
    {
        ImpactSum sum = ImpactSum.None;
        for (long part = from; part <= to; part += PartSeconds)
        {
            sum = sum.Add(ImpactMeter.Measure(series, subject, usual, part, Math.Min(to, part + PartSeconds - 1)));
        }

        return sum;
    }

    // Half as old as what is told: 3 s in the beginning, half a minute after one.
    private double SecondsBetween(long told) => Math.Clamp(told / 2, FewestSecondsBetween, settings.MeasureEvery.TotalSeconds);

    private static List<NewEntry> Entries(Incident incident, SeriesSubject subject, ImpactUsual usual, ImpactSum sum, long from, long to)
    {
        Dictionary<string, string> data = ImpactData.Write(sum, from, to);
        data["usual"] = double.IsNaN(usual.FirstByteSeconds) ? "" : usual.FirstByteSeconds.ToString(CultureInfo.InvariantCulture);
        data["usualLeaving"] = usual.LeavingShare.ToString("0.####", CultureInfo.InvariantCulture);
        string text = sum.BadSeconds == 0 ? incident.Unrecorded is { } gone && gone.To.ToUnixTimeSeconds() >= from ? "nobody was hurt in what was recorded of this stretch" : "nobody was hurt in this stretch" : string.Create(CultureInfo.InvariantCulture, $"{100 * sum.UsersShare:0.#} % of the users hit in {sum.BadSeconds} s; {Counted.Of(sum.Failed, "request")} failed, {Counted.Were(sum.Shed)} refused of {sum.Offered:0}");
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(to);
        List<NewEntry> entries = [new(EntryKind.Impact, at, "gateway", text) { Data = data, Sources = [$"series:{subject}/{ImpactMeter.SignalNames}@{from}-{to}"] }];
        Severity measured = SeverityRule.Of(incident.Impact.Add(sum));
        // A suspicion's first second says too little to stand for good.
        if (!incident.IsSeverityFixed && incident.Status != IncidentStatus.Suspected && measured < incident.StatedSeverity)
        {
            entries.Add(new NewEntry(EntryKind.Severity, at, "gateway", $"severity {measured.ToString().ToUpperInvariant()}, from measured impact") { Data = new() { ["severity"] = measured.ToString() }, Sources = entries[0].Sources });
        }

        return entries;
    }
}
