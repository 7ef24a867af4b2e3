using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Makes incidents of what the diagnosis finds: one outage, one incident. Keeps nothing of its own that the timelines do not tell, so that a
/// new process goes on where the last one stopped. One thread. Next: <see cref="FindingEntries"/>, <see cref="LikelyEntries"/>.
/// </summary>
public sealed class IncidentWatch(IncidentBook book, ISeriesReader series, IChangeReader changes, WatchSettings settings)
{
    private readonly OutageMeasures measures = new(book, series, settings);
    private readonly IncidentBeginning beginning = new(book, settings);
    private readonly OutageSeparation separation = new(book, settings);
    private bool hasLookedForGap;

    /// <summary>Which pool answers which route. Nothing known: what changes about a route belongs to every incident.</summary>
    public RoutePools Routes { get; init; } = new();

    /// <summary>When this process began; before the first tick.</summary>
    public DateTimeOffset StartedAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Once a second.</summary>
    /// <param name="past">Troubles that are over, oldest first.</param>
    public void Tick(DateTimeOffset now, CauseFinding finding, IReadOnlyList<CauseFinding> past)
    {
        TellOfGap();
        measures.MeasureReported(book.All, now.ToUnixTimeSeconds());
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
            book.Add(waiting.Id, New(EntryKind.Resolved, now, "gateway", $"resolved: well since {Clock(waiting.End!.Value)}, for {settings.ResolveAfter.TotalMinutes:0.#} minutes", (waiting.Of(EntryKind.Cleared).LastOrDefault() ?? waiting.Entries[^1]).Reference));
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
        if (GapFinder.Find(changes, StartedAt, settings.GapLeast) is not { } gap || book.All.Any(incident => incident.Entries.Exists(entry => entry.Get("key") == GapFinder.KeyOf(gap.Start))))
        {
            return;
        }

        long seconds = (long)(gap.To - gap.From).TotalSeconds;
        string text = $"the gateway was gone for {seconds} s: nothing was recorded and nobody was served";
        string source = $"change:{gap.Start.Id}";
        string onset = Number(gap.From.ToUnixTimeSeconds());
        Dictionary<string, string> opened = new() { ["title"] = "gateway: gone", ["severity"] = nameof(Severity.Sev1), ["key"] = GapFinder.KeyOf(gap.Start) };
        book.Open(
            new NewEntry(EntryKind.Opened, gap.To, "detection", text) { Data = opened, Sources = [source] },
            new NewEntry(EntryKind.Declared, gap.To, "detection", text) { Data = new() { ["onset"] = onset }, Sources = [source] },
            new NewEntry(EntryKind.Mitigation, gap.To, "gateway", "the gateway started again") { Data = new() { ["by"] = "gateway" }, Sources = [source] },
            new NewEntry(EntryKind.Cleared, gap.To, "detection", "the gateway serves again") { Sources = [source] });
    }

    private void Follow(DateTimeOffset now, CauseFinding finding)
    {
        Incident? active = JoinRule.Active(book.All, IncidentBeginning.PoolOf(finding)) ?? beginning.Begin(finding);
        if (active is null)
        {
            return;
        }

        active = beginning.Rejoin(active, finding) ?? separation.Separate(active, finding) ?? active;
        if (finding.State == DetectionState.Declared && active.LastOutage is not { DeclaredAt: not null, ClearedAt: null })
        {
            active = Declare(active, finding);
        }

        List<NewEntry> entries = [.. ChangeEntries.Of(changes, Routes, active, active.OpenedAt - settings.ChangesBefore, now), .. FindingEntries.Of(finding, active), .. LikelyEntries.Of(finding, active)];
        active = book.Add(active.Id, entries);
        measures.Measure(active, finding.Second, isLast: false);
    }

    private Incident Declare(Incident incident, CauseFinding finding)
    {
        string harm = HarmOf(finding);
        string pool = finding.Explanation?.Pool.Name ?? incident.Pool;
        return book.Add(incident.Id, new NewEntry(EntryKind.Declared, Time(finding.DeclaredAt ?? finding.Second), "detection", $"declared: {harm}{(pool.Length == 0 ? "" : $" (pool {pool})")}")
        {
            // What was suspected first says little about what it has become.
            Data = new() { ["onset"] = Number(finding.Onset), ["pool"] = pool, ["harm"] = harm, ["title"] = $"{(pool.Length == 0 ? "gateway" : pool)}: {TitleWords.Of(harm)}" },
            Sources = IncidentBeginning.Sources(finding),
        });
    }

    /// <summary>Where nobody is hurt yet, what makes it certain that somebody will be.</summary>
    private static string HarmOf(CauseFinding finding) =>
        (finding.Explanation is { Verdict: not Verdict.NoHarm } why ? why.Harm : finding.Anomalies.FirstOrDefault(anomaly => anomaly.Consequence == Consequence.Pages)?.Text) ?? "users are hurt or will be";

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

        // Also in a new process that found everything well: that the one before was gone is part of the story.
        active = book.Add(active.Id, [.. ChangeEntries.Of(changes, Routes, active, active.OpenedAt - settings.ChangesBefore, now), .. last is null ? [] : FindingEntries.Of(last, active)]);

        DateTimeOffset cleared = Time(last?.ClearedAt ?? finding.Second);
        if (active is { Status: IncidentStatus.Suspected, AcknowledgedBy: null })
        {
            measures.Measure(active, cleared.ToUnixTimeSeconds(), isLast: true);
            book.Add(active.Id, New(EntryKind.Dismissed, cleared, "detection", "the suspicion passed, and too little was wrong to declare it", Diagnosis(cleared)));
            return;
        }

        active = active.Status == IncidentStatus.Suspected ? TakeUp(active) : active;

        measures.Measure(active, cleared.ToUnixTimeSeconds(), isLast: true);
        List<NewEntry> ends = [New(EntryKind.Cleared, cleared, "detection", "all is well again", Diagnosis(cleared))];
        if (last?.Recovery is { } recovery)
        {
            ends.Add(new NewEntry(EntryKind.Recovery, cleared, "diagnosis", $"the recovery was {recovery.Text}")
            {
                Data = new() { ["asPredicted"] = recovery.IsAsPredicted ? "yes" : "no" },
                Sources = [Diagnosis(cleared)],
            });
        }

        book.Add(active.Id, ends);
    }

    /// <summary>Who acknowledges a suspicion says that there is something: their work and their notes do not go with it.</summary>
    private Incident TakeUp(Incident incident) => book.Add(incident.Id, new NewEntry(EntryKind.Declared, incident.AcknowledgedAt!.Value, incident.AcknowledgedBy!, $"declared: {incident.AcknowledgedBy} took it up")
    {
        Data = new() { ["onset"] = incident.Of(EntryKind.Opened).First().Get("onset") ?? Number(incident.OpenedAt.ToUnixTimeSeconds()), ["pool"] = incident.Pool },
        Sources = [EntrySource.Person(incident.AcknowledgedBy!)],
    });

    private static NewEntry New(EntryKind kind, DateTimeOffset at, string author, string text, string source) => new(kind, at, author, text) { Sources = [source] };

    private static string Diagnosis(DateTimeOffset at) => $"diagnosis@{Number(at.ToUnixTimeSeconds())}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static DateTimeOffset Time(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
