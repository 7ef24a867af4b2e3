using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>How trouble that no open incident has becomes one: as the relapse of another, or as a new one that links to it. Keeps nothing. Next: <see cref="JoinRule"/>.</summary>
internal sealed class IncidentBeginning(IncidentBook book, WatchSettings settings)
{
    /// <summary>Under which a suspicion that was dismissed keeps the incident that it became an outage of.</summary>
    public const string JoinedKey = "joined";

    /// <summary>Opens one, or goes on with one that is not long over; null while it is too early to say.</summary>
    public Incident? Begin(CauseFinding finding) => book.Alone(() => Begun(finding));

    /// <summary>
    /// What was suspected after an incident had been resolved is declared, and is the same trouble: it goes on as that one's next outage. Null where it
    /// is not, or nothing shows it.
    /// </summary>
    public Incident? Rejoin(Incident suspected, CauseFinding finding) => finding.State == DetectionState.Declared ? book.Alone(() => Rejoined(book.Find(suspected.Id)!, finding)) : null;

    public static string PoolOf(CauseFinding finding) => finding.Explanation?.Pool.Name ?? "";

    /// <summary>What a finding was seen in.</summary>
    public static List<string> Sources(CauseFinding finding) =>
        [$"diagnosis@{finding.Second}", .. finding.Anomalies.Take(3).Select(anomaly => $"series:{anomaly.Subject}@{anomaly.Began}-{anomaly.Fired}")];

    /// <summary>The first entry of an incident that is none of the relapses of the one before.</summary>
    public static NewEntry Following(CauseFinding finding, Incident last, string why) => Linked(Opened(finding, PoolOf(finding), SeenOf(finding)), last, why);

    // Looked up and added in one: somebody may close the incident meanwhile.
    private Incident? Begun(CauseFinding finding)
    {
        string pool = PoolOf(finding);
        string seen = SeenOf(finding);
        Incident? last = JoinRule.Lately(book.All, pool, Time(finding.Second), settings.ReopenWindow, TroubleKind.Of(finding));
        if (last is null)
        {
            return book.Open(Opened(finding, pool, seen));
        }

        if (last.Status == IncidentStatus.Dismissed)
        {
            return book.Add(last.Id, Relapse(finding, "suspected", $"it is back: {seen}"));
        }

        string? why = JoinRule.WhyNotRelapse(last, TroubleKind.Of(finding));
        if (finding.State != DetectionState.Declared)
        {
            // A doubt shortly after an outage is no relapse: users would have to be hurt again. What somebody has called over is looked at by nobody any more: there
            // it is seen, and can be acknowledged, as what it would be without that outage.
            return last.Status is IncidentStatus.Resolved or IncidentStatus.Closed ? book.Open(After(finding, last, why ?? "it was resolved before this was suspected")) : null;
        }

        return why is not null
            ? book.Open(After(finding, last, why))
            : book.Add(last.Id, Relapse(finding, "declared", $"it is back, outage {last.Outages.Count + 1} of this incident: {seen}{AskAgain(last)}"));
    }

    private Incident? Rejoined(Incident suspected, CauseFinding finding)
    {
        TroubleKind trouble = TroubleKind.Of(finding);
        if (suspected is not { Status: IncidentStatus.Suspected, Outages.Count: 0, Follows: { } id } || book.Find(id) is not { } last
            || JoinRule.Lately([last], PoolOf(finding), Time(finding.Second), settings.ReopenWindow, trouble) is null || JoinRule.WhyNotRelapse(last, trouble) is not null)
        {
            return null;
        }

        book.AddTogether(_ => Joined(suspected, last, finding));
        return book.Find(last.Id);
    }

    /// <summary>What people opened, nobody was measurably hurt by and they have called over is nothing that trouble follows: a browser's plug-in, say.</summary>
    private static NewEntry After(CauseFinding finding, Incident last, string why) =>
        last.LastOutage?.DeclaredAt is not null || last.Impact.BadSeconds > 0 ? Following(finding, last, why) : Opened(finding, PoolOf(finding), SeenOf(finding));

    private static string SeenOf(CauseFinding finding) => finding.Anomalies.Count > 0 ? finding.Anomalies[0].Text : "an anomaly";

    private static NewEntry Opened(CauseFinding finding, string pool, string seen) => new(EntryKind.Opened, Time(finding.SuspectedAt), "detection", $"something is unusual: {seen}")
    {
        Data = new() { ["title"] = $"{(pool.Length == 0 ? "gateway" : pool)}: {seen}", ["pool"] = pool, ["onset"] = Number(finding.Onset) },
        Sources = Sources(finding),
    };

    /// <summary>Whoever reads the new one finds the one before it.</summary>
    private static NewEntry Linked(NewEntry opened, Incident last, string why)
    {
        opened.Data["follows"] = Number(last.Id);
        opened.Data["followsWhy"] = why;
        return opened with { Sources = [.. opened.Sources, last.Entries[^1].Reference] };
    }

    private static NewEntry Relapse(CauseFinding finding, string state, string text) => new(EntryKind.Relapsed, Time(finding.Second), "detection", text)
    {
        Data = new() { ["state"] = state, ["pool"] = PoolOf(finding), ["onset"] = Number(finding.Onset), ["suspectedAt"] = Number(finding.SuspectedAt) },
        Sources = Sources(finding),
    };

    private static IEnumerable<(long Incident, NewEntry Entry)> Joined(Incident suspected, Incident last, CauseFinding finding)
    {
        int outage = last.Outages.Count + 1;
        NewEntry relapse = Relapse(finding, "declared", $"it is back, outage {outage} of this incident: {SeenOf(finding)}{(suspected.AcknowledgedBy is null ? AskAgain(last) : "")}");
        yield return (suspected.Id, new NewEntry(EntryKind.Dismissed, Time(finding.Second), "detection", $"declared, and the same trouble as before: it is outage {outage} of incident {last.Id}")
        {
            Data = new() { [JoinedKey] = Number(last.Id) },
            Sources = [.. Sources(finding), last.Entries[^1].Reference],
        });
        yield return (last.Id, relapse with { Sources = [.. relapse.Sources, suspected.Entries[^1].Reference] });
        foreach (NewEntry entry in CarriedOver.Since(suspected, suspected.Entries[0]))
        {
            yield return (last.Id, entry);
        }
    }

    /// <summary>Who has acknowledged the outage before may be asleep again.</summary>
    private static string AskAgain(Incident last) => last.AcknowledgedBy is { } who ? $" ({who} acknowledged outage {last.Outages.Count}; this one asks for it again)" : "";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
