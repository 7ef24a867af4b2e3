using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Escalation;

/// <summary>What has been sent in this outage, and what is to be added.</summary>
internal sealed class EscalationCall
{
    /// <summary>In the keys of calls that are made because the cause is not known, whoever has acknowledged.</summary>
    public const string NoDiagnosis = "no-diagnosis";

    private readonly HashSet<string> keys;
    private readonly HashSet<string> withdrawn;
    private readonly List<TimelineEntry> sent;

    /// <param name="outage">In the keys of its calls; null for the last one.</param>
    public EscalationCall(Incident incident, EscalationConfig policy, DateTimeOffset now, DateTimeOffset from, int? outage = null)
    {
        (Incident, Policy, Now, From) = (incident, policy, now, from);
        Outage = outage ?? Math.Max(1, incident.Round);
        keys = [.. incident.Entries.Select(entry => entry.Get("key")).OfType<string>()];
        // Who is asked for a review is told of a document: that calls nobody for the outage, and holds no call of it back.
        sent = [.. incident.Of(EntryKind.NotificationQueued).Where(entry => entry.Get("purpose") != ReviewCalls.Purpose)];
        withdrawn = [.. incident.Of(EntryKind.NotificationGivenUp).Where(entry => entry.Get("withdrawn") == "yes").Select(entry => entry.Get("key")).OfType<string>()];
    }

    public Incident Incident { get; }

    public EscalationConfig Policy { get; }

    public DateTimeOffset Now { get; }

    public DateTimeOffset From { get; }

    public int Outage { get; }

    /// <summary>The first level that was called in this outage; null while nobody was.</summary>
    public TimelineEntry? FirstCall => sent.Find(entry => entry.Get("key")?.StartsWith(Key("level:"), StringComparison.Ordinal) == true);

    /// <summary>
    /// What levels count from: the declaration. Where the first call came late (no policy yet, a silence, no gateway), from it: those of the
    /// first level get their time.
    /// </summary>
    public DateTimeOffset Base =>
        FirstCall is { } first && first.HappenedAt - Policy.Levels[Math.Min((int)first.Number("level"), Policy.Levels.Count) - 1].After is var counted && counted > From ? counted : From;

    /// <summary>What it all follows from.</summary>
    public string Cause => (Incident.Entries.FindLast(entry => entry.Kind is EntryKind.Declared or EntryKind.Relapsed) ?? Incident.Entries[0]).Reference;

    /// <summary>The next level was called because the cause is not known: once in an outage, or each call would make the level after it the next one.</summary>
    public bool HasCalledWithoutDiagnosis => sent.Exists(entry => entry.Get("key")?.StartsWith(Key($"{NoDiagnosis}:"), StringComparison.Ordinal) == true);

    public bool HasCalled => sent.Exists(entry => entry.Number("outage") == Outage);

    /// <summary>The last word on this incident is long enough ago.</summary>
    public bool HasWaited => sent.Count == 0 || Now - sent[^1].RecordedAt >= Policy.GroupFor;

    /// <summary>Index of the highest level that was called in this outage; -1 for none. Where every call was withdrawn, the first: of it is who has acknowledged.</summary>
    public int Highest => sent.Where(entry => entry.Number("outage") == Outage && (entry == FirstCall || Stands(entry))).Select(entry => (int)entry.Number("level") - 1).DefaultIfEmpty(-1).Max();

    public string Key(string what) => string.Create(CultureInfo.InvariantCulture, $"notify:{Outage}:{what}");

    public bool Knows(string what) => keys.Contains(Key(what));

    /// <summary>Everybody of a level.</summary>
    public void Queue(List<NewEntry> entries, string purpose, string what, int level, string why)
    {
        foreach (string name in Policy.Levels[level].Notify)
        {
            QueueFor(entries, purpose, what, name, why, level);
        }
    }

    /// <param name="name">Of a rotation, a contact or a channel.</param>
    /// <param name="level">Index of the level that is called with it.</param>
    public void QueueFor(List<NewEntry> entries, string purpose, string what, string name, string why, int level = 0)
    {
        if (OnCallBook.Find(Policy, name, Now) is { } target)
        {
            Add(entries, purpose, $"{what}:{target.Person}", level + 1, target, why);
        }
    }

    /// <summary>Everybody who was called in this outage before that: later words have said it already. The cause is told to nobody whose call was withdrawn, but to who has acknowledged.</summary>
    public void Again(List<NewEntry> entries, string purpose, string what, string why, DateTimeOffset before)
    {
        foreach (TimelineEntry entry in sent.Where(entry => entry.Number("outage") == Outage && entry.Get("fallbackOf") is null && entry.RecordedAt <= before && (purpose != "update" || Stands(entry) || entry.Get("person") == Incident.AcknowledgedBy)).DistinctBy(entry => (entry.Get("person"), entry.Get("channel"))))
        {
            string[] fallbacks = entry.Get("fallbacks") is { Length: > 0 } names ? names.Split(',') : [];
            Add(entries, purpose, $"{what}:{entry.Get("person")}", (int)entry.Number("level"), new NotificationTarget(entry.Get("person")!, entry.Get("channel")!, fallbacks), why);
        }
    }

    /// <summary>Not withdrawn before anybody heard it, or told by another channel all the same.</summary>
    private bool Stands(TimelineEntry call) =>
        !withdrawn.Contains($"delivery:{call.Get("key")}") || sent.Exists(other => other.Get("fallbackOf") is { } first && first == call.Get("key") && Stands(other));

    private void Add(List<NewEntry> entries, string purpose, string what, int level, NotificationTarget target, string why)
    {
        if (keys.Add(Key(what)))
        {
            entries.Add(new NewEntry(EntryKind.NotificationQueued, Now, "escalation", $"{target.Person} is to be told by {target.Channel}: {why}")
            {
                Data = new()
                {
                    ["key"] = Key(what),
                    ["purpose"] = purpose,
                    ["why"] = why,
                    ["level"] = level.ToString(CultureInfo.InvariantCulture),
                    ["outage"] = Outage.ToString(CultureInfo.InvariantCulture),
                    ["person"] = target.Person,
                    ["channel"] = target.Channel,
                    ["fallbacks"] = string.Join(',', target.Fallbacks),
                },
                Sources = [Cause],
            });
        }
    }
}
