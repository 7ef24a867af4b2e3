using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Makes incidents of what the diagnosis finds: one outage, one incident. Keeps nothing of its own that the timelines do not tell, so that a
/// new process goes on where the last one stopped. One thread. Next: <see cref="FindingEntries"/>.
/// </summary>
public sealed class IncidentWatch(IncidentBook book, ISeriesReader series, IChangeReader changes, WatchSettings settings)
{
    // Symptoms begin before detection says so; users may have felt it before the first symptom held.
    private const int LookBackSeconds = 60;

    private bool hasLookedForGap;

    /// <summary>When this process began; before the first tick.</summary>
    public DateTimeOffset StartedAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Once a second.</summary>
    /// <param name="past">Troubles that are over, oldest first.</param>
    public void Tick(DateTimeOffset now, CauseFinding finding, IReadOnlyList<CauseFinding> past)
    {
        TellOfGap();
        if (finding.State == DetectionState.Normal)
        {
            End(now, finding, past);
        }
        else
        {
            Follow(now, finding);
        }

        foreach (Incident waiting in book.All.Where(incident => IsWellFor(incident, now, settings.ResolveAfter)).ToList())
        {
            book.Add(waiting.Id, New(EntryKind.Resolved, now, "gateway", $"resolved: well since {Clock(waiting.End!.Value)}, for {settings.ResolveAfter.TotalMinutes:0.#} minutes"));
        }
    }

    private static bool IsWellFor(Incident incident, DateTimeOffset now, TimeSpan time) =>
        incident.Status == IncidentStatus.Monitoring && incident.LastOutage?.ClearedAt is { } cleared && now - cleared >= time;

    private void TellOfGap()
    {
        if (hasLookedForGap || series.NewestSecond < StartedAt.ToUnixTimeSeconds())
        {
            return;
        }

        hasLookedForGap = true;
        if (GapFinder.Find(changes, StartedAt, settings.GapLeast) is not { } gap || book.All.Any(incident => incident.Entries.Exists(entry => entry.Get("key") == $"gap:{gap.Start.Id}")))
        {
            return;
        }

        long seconds = (long)(gap.To - gap.From).TotalSeconds;
        string text = $"the gateway was gone for {seconds} s: nothing was recorded and nobody was served";
        string source = $"change:{gap.Start.Id}";
        string onset = Number(gap.From.ToUnixTimeSeconds());
        Dictionary<string, string> opened = new() { ["title"] = "gateway: gone", ["severity"] = nameof(Severity.Sev1), ["key"] = $"gap:{gap.Start.Id}" };
        book.Open(
            new NewEntry(EntryKind.Opened, gap.To, "detection", text) { Data = opened, Sources = [source] },
            new NewEntry(EntryKind.Declared, gap.To, "detection", text) { Data = new() { ["onset"] = onset }, Sources = [source] },
            new NewEntry(EntryKind.Mitigation, gap.To, "gateway", "the gateway started again") { Data = new() { ["by"] = "gateway" }, Sources = [source] },
            new NewEntry(EntryKind.Cleared, gap.To, "detection", "the gateway serves again") { Sources = [source] });
    }

    private void Follow(DateTimeOffset now, CauseFinding finding)
    {
        Incident? active = JoinRule.Active(book.All, PoolOf(finding)) ?? Begin(finding);
        if (active is null)
        {
            return;
        }

        if (finding.State == DetectionState.Declared && active.LastOutage is not { DeclaredAt: not null, ClearedAt: null })
        {
            active = Declare(active, finding);
        }

        List<NewEntry> entries = [.. ChangeEntries.Of(changes, active, active.OpenedAt - settings.ChangesBefore, now), .. FindingEntries.Of(finding, active)];
        active = book.Add(active.Id, entries);
        Measure(active, finding.Second, isLast: false);
    }

    /// <summary>Opens one, or goes on with one that is not long over; null while it is too early to say.</summary>
    private Incident? Begin(CauseFinding finding)
    {
        string pool = PoolOf(finding);
        string seen = finding.Anomalies.Count > 0 ? finding.Anomalies[0].Text : "an anomaly";
        Incident? last = JoinRule.Lately(book.All, pool, Time(finding.Second), settings.ReopenWindow);
        if (last is null)
        {
            return book.Open(new NewEntry(EntryKind.Opened, Time(finding.SuspectedAt), "detection", $"something is unusual: {seen}")
            {
                Data = new() { ["title"] = $"{(pool.Length == 0 ? "gateway" : pool)}: {seen}", ["pool"] = pool, ["onset"] = Number(finding.Onset) },
                Sources = Sources(finding),
            });
        }

        if (last.Status == IncidentStatus.Dismissed)
        {
            return book.Add(last.Id, Relapse(finding, "suspected", $"it is back: {seen}"));
        }

        // A doubt shortly after an outage is no relapse: users would have to be hurt again.
        return finding.State == DetectionState.Declared
            ? book.Add(last.Id, Relapse(finding, "declared", $"it is back, outage {last.Outages.Count + 1} of this incident: {seen}"))
            : null;
    }

    private static string PoolOf(CauseFinding finding) => finding.Explanation?.Pool.Name ?? "";

    private static NewEntry Relapse(CauseFinding finding, string state, string text) => new(EntryKind.Relapsed, Time(finding.Second), "detection", text)
    {
        Data = new() { ["state"] = state, ["onset"] = Number(finding.Onset), ["suspectedAt"] = Number(finding.SuspectedAt) },
        Sources = Sources(finding),
    };

    private Incident Declare(Incident incident, CauseFinding finding)
    {
        string harm = finding.Explanation?.Harm ?? "users are hurt or will be";
        string pool = finding.Explanation?.Pool.Name ?? incident.Pool;
        return book.Add(incident.Id, new NewEntry(EntryKind.Declared, Time(finding.DeclaredAt ?? finding.Second), "detection", $"declared: {harm}{(pool.Length == 0 ? "" : $" (pool {pool})")}")
        {
            Data = new() { ["onset"] = Number(finding.Onset), ["pool"] = pool, ["harm"] = harm },
            Sources = Sources(finding),
        });
    }

    private void End(DateTimeOffset now, CauseFinding finding, IReadOnlyList<CauseFinding> past)
    {
        // What people opened and detection never saw is theirs to end.
        Incident? active = book.All.LastOrDefault(incident => incident.Status == IncidentStatus.Suspected || (incident.Status == IncidentStatus.Confirmed && incident.LastOutage is { DeclaredAt: not null, ClearedAt: null }));
        if (active is null)
        {
            return;
        }

        CauseFinding? last = past.LastOrDefault(one => one.ClearedAt is { } at && Time(at) >= active.OpenedAt);
        // A process that has just begun sees nothing because it has not looked: what an earlier one has declared is not over by that.
        if (last is null && finding.Second < (StartedAt + settings.LookBeforeEnd).ToUnixTimeSeconds())
        {
            return;
        }

        if (last is not null)
        {
            active = book.Add(active.Id, [.. ChangeEntries.Of(changes, active, active.OpenedAt - settings.ChangesBefore, now), .. FindingEntries.Of(last, active)]);
        }

        DateTimeOffset cleared = Time(last?.ClearedAt ?? finding.Second);
        if (active.Status == IncidentStatus.Suspected)
        {
            book.Add(active.Id, New(EntryKind.Dismissed, cleared, "detection", "the suspicion passed and nobody was hurt"));
            return;
        }

        Measure(active, cleared.ToUnixTimeSeconds(), isLast: true);
        List<NewEntry> ends = [New(EntryKind.Cleared, cleared, "detection", "all is well again") with { Sources = [$"diagnosis@{cleared.ToUnixTimeSeconds()}"] }];
        if (last?.Recovery is { } recovery)
        {
            ends.Add(new NewEntry(EntryKind.Recovery, cleared, "diagnosis", $"the recovery was {recovery.Text}")
            {
                Data = new() { ["asPredicted"] = recovery.IsAsPredicted ? "yes" : "no" },
                Sources = [$"diagnosis@{cleared.ToUnixTimeSeconds()}"],
            });
        }

        book.Add(active.Id, ends);
    }

    /// <summary>What users felt since the last measurement of this outage. Recorded as a sum: later nobody needs the seconds for it.</summary>
    private void Measure(Incident incident, long second, bool isLast)
    {
        if (incident.LastOutage is not { ClearedAt: null } outage)
        {
            return;
        }

        long onset = outage.Onset.ToUnixTimeSeconds();
        TimelineEntry? before = incident.Of(EntryKind.Impact).LastOrDefault(entry => entry.Number("to") >= onset - LookBackSeconds);
        long from = before is null ? Math.Max(onset - LookBackSeconds, series.OldestSecond) : (long)before.Number("to") + 1;
        // The second in which it is asked is looked at with its neighbour, which is not there yet.
        long to = isLast ? second : second - 2;
        bool isFirst = before is null && incident.Status == IncidentStatus.Confirmed;
        if (to < from || (!isLast && !(isFirst && to > onset + 3) && to - from < settings.MeasureEvery.TotalSeconds))
        {
            return;
        }

        SeriesSubject subject = incident.Pool.Length == 0 ? SeriesSubject.Gateway : new SeriesSubject(SubjectKind.Pool, incident.Pool);
        double usual = before is null ? ImpactMeter.UsualFirstByte(series, subject, onset) : before.Get("usual") is { Length: > 0 } ? before.Number("usual") : double.NaN;
        ImpactSum sum = ImpactMeter.Measure(series, subject, usual, from, to);
        Dictionary<string, string> data = ImpactData.Write(sum, from, to);
        data["usual"] = double.IsNaN(usual) ? "" : usual.ToString(CultureInfo.InvariantCulture);
        string text = sum.BadSeconds == 0 ? "nobody was hurt in this stretch" : string.Create(CultureInfo.InvariantCulture, $"{100 * sum.UsersShare:0.#} % of the users hit in {sum.BadSeconds} s; {Counted.Of(sum.Failed, "request")} failed, {Counted.Were(sum.Shed)} refused of {sum.Offered:0}");
        List<NewEntry> entries = [new(EntryKind.Impact, Time(to), "gateway", text) { Data = data, Sources = [$"series:{subject}/{ImpactMeter.SignalNames}@{from}-{to}"] }];
        Severity measured = SeverityRule.Of(incident.Impact.Add(sum));
        if (!incident.IsSeverityFixed && measured < incident.Severity)
        {
            entries.Add(new NewEntry(EntryKind.Severity, Time(to), "gateway", $"severity {measured.ToString().ToUpperInvariant()}, from measured impact") { Data = new() { ["severity"] = measured.ToString() }, Sources = entries[0].Sources });
        }

        book.Add(incident.Id, entries);
    }

    private static List<string> Sources(CauseFinding finding) =>
        [$"diagnosis@{finding.Second}", .. finding.Anomalies.Take(3).Select(anomaly => $"series:{anomaly.Subject}@{anomaly.Began}-{anomaly.Fired}")];

    private static NewEntry New(EntryKind kind, DateTimeOffset at, string author, string text) => new(kind, at, author, text);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static DateTimeOffset Time(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
