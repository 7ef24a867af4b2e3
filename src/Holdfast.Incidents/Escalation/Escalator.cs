using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Escalation;

/// <summary>
/// Says who is to be told now. Knows only the incident's own timeline, the policy and the time: asked again it says nothing again, also in
/// a new process. No state. Next: <see cref="Notifications.Outbox"/>.
/// </summary>
internal static class Escalator
{
    public static List<NewEntry> Due(Incident incident, EscalationConfig policy, DateTimeOffset now)
    {
        if (policy.Levels.Count == 0 || incident.LastOutage?.CalledFrom is not { } from)
        {
            return [];
        }

        Call call = new(incident, policy, now, from);
        return incident.Status switch
        {
            IncidentStatus.Confirmed => policy.Silences.FirstOrDefault(silence => silence.Covers(incident.Pool, now)) is { } silence ? Silenced(call, silence) : Open(call),
            IncidentStatus.Monitoring or IncidentStatus.Resolved => Over(call),
            _ => [],
        };
    }

    /// <summary>When somebody is called next, if nobody acknowledges; null when nobody is.</summary>
    public static (DateTimeOffset At, int Level)? Next(Incident incident, EscalationConfig policy, DateTimeOffset now)
    {
        if (incident.Status != IncidentStatus.Confirmed || incident.AcknowledgedAt is not null || incident.LastOutage?.CalledFrom is not { } from)
        {
            return null;
        }

        return policy.Levels.Select((level, index) => (At: from + level.After, Level: index + 1, level.Hours))
            .Where(one => one.At > now && one.Hours?.Contains(one.At) != false)
            .Select(one => ((DateTimeOffset At, int Level)?)(one.At, one.Level))
            .FirstOrDefault();
    }

    private static List<NewEntry> Silenced(Call call, SilenceConfig silence) => call.Knows("silenced") ? [] :
    [
        new NewEntry(EntryKind.Silenced, call.Now, "escalation", $"nobody is called until {silence.To.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC: {silence.Why}")
        {
            Data = new() { ["key"] = call.Key("silenced") },
            Sources = [call.Cause],
        },
    ];

    private static List<NewEntry> Open(Call call)
    {
        List<NewEntry> entries = [];
        Climb(call, entries);
        Remind(call, entries);
        WithoutDiagnosis(call, entries);
        TellOfCause(call, entries);
        return entries;
    }

    /// <summary>Level after level until somebody acknowledges, then all of it again.</summary>
    private static void Climb(Call call, List<NewEntry> entries)
    {
        TimeSpan round = call.Policy.Levels[^1].After + call.Policy.Repeat;
        // Rounds that passed while nobody could send are not made up for.
        long rounds = round > TimeSpan.Zero ? (call.Now - call.From).Ticks / round.Ticks : 0;
        for (int index = 0; index < call.Policy.Levels.Count; index++)
        {
            LevelConfig level = call.Policy.Levels[index];
            DateTimeOffset due = call.From + (rounds * round) + level.After;
            // A relapse takes it back: what is here is of this outage, or of the suspicion that became it.
            bool isAcknowledged = call.Incident.AcknowledgedAt is { } at && at <= due;
            if (due > call.Now || isAcknowledged || level.Hours?.Contains(due) == false || (call.Outage > 1 && rounds == 0 && !call.HasWaited))
            {
                continue;
            }

            string purpose = index == 0 && rounds == 0 ? "page" : "escalation";
            string why = rounds > 0 ? "nobody has acknowledged it, again" : index > 0 ? "nobody has acknowledged it" : call.Outage > 1 ? $"it is back: outage {call.Outage}" : "it was declared";
            call.Queue(entries, purpose, string.Create(CultureInfo.InvariantCulture, $"level:{index + 1}:{rounds}"), index, why);
        }
    }

    private static void Remind(Call call, List<NewEntry> entries)
    {
        if (call.Incident.AcknowledgedAt is not { } at || call.Policy.Repeat <= TimeSpan.Zero)
        {
            return;
        }

        long times = (call.Now - at).Ticks / call.Policy.Repeat.Ticks;
        if (times > 0)
        {
            call.Queue(entries, "reminder", string.Create(CultureInfo.InvariantCulture, $"reminder:{times}"), 0, $"acknowledged by {call.Incident.AcknowledgedBy}, and it still lasts");
        }
    }

    private static void WithoutDiagnosis(Call call, List<NewEntry> entries)
    {
        if (call.Incident.Cause is null && call.Policy.NoDiagnosisAfter is { } patience && call.Now - call.From >= patience)
        {
            int called = call.Highest;
            call.Queue(entries, "escalation", "no-diagnosis", Math.Min(called + 1, call.Policy.Levels.Count - 1), $"the cause is not known after {patience.TotalMinutes:0.#} minutes");
        }
    }

    private static void TellOfCause(Call call, List<NewEntry> entries)
    {
        if (call.Incident.Cause is { } cause && call.HasCalled && call.HasWaited && entries.Count == 0)
        {
            call.Again(entries, "update", $"cause:{cause.Name}", "the cause is known", cause.At);
        }
    }

    private static List<NewEntry> Over(Call call)
    {
        List<NewEntry> entries = [];
        if (call.HasCalled && call.HasWaited)
        {
            call.Again(entries, "over", "over", "all is well again", call.Now);
        }

        return entries;
    }

    /// <summary>What has been sent in this outage, and what is to be added.</summary>
    private sealed class Call
    {
        private readonly HashSet<string> keys;
        private readonly List<TimelineEntry> sent;

        public Call(Incident incident, EscalationConfig policy, DateTimeOffset now, DateTimeOffset from)
        {
            (Incident, Policy, Now, From) = (incident, policy, now, from);
            Outage = Math.Max(1, incident.Outages.Count);
            keys = [.. incident.Entries.Select(entry => entry.Get("key")).OfType<string>()];
            sent = [.. incident.Of(EntryKind.NotificationQueued)];
        }

        public Incident Incident { get; }

        public EscalationConfig Policy { get; }

        public DateTimeOffset Now { get; }

        public DateTimeOffset From { get; }

        public int Outage { get; }

        /// <summary>What it all follows from.</summary>
        public string Cause => (Incident.Entries.FindLast(entry => entry.Kind is EntryKind.Declared or EntryKind.Relapsed) ?? Incident.Entries[0]).Reference;

        public bool HasCalled => sent.Exists(entry => entry.Number("outage") == Outage);

        /// <summary>The last word on this incident is long enough ago.</summary>
        public bool HasWaited => sent.Count == 0 || Now - sent[^1].RecordedAt >= Policy.GroupFor;

        /// <summary>Index of the highest level that was called in this outage; -1 for none.</summary>
        public int Highest => sent.Where(entry => entry.Number("outage") == Outage).Select(entry => (int)entry.Number("level") - 1).DefaultIfEmpty(-1).Max();

        public string Key(string what) => string.Create(CultureInfo.InvariantCulture, $"notify:{Outage}:{what}");

        public bool Knows(string what) => keys.Contains(Key(what));

        /// <summary>Everybody of a level.</summary>
        public void Queue(List<NewEntry> entries, string purpose, string what, int level, string why)
        {
            foreach (string name in Policy.Levels[level].Notify)
            {
                if (OnCallBook.Find(Policy, name, Now) is { } target)
                {
                    Add(entries, purpose, $"{what}:{target.Person}", level + 1, target, why);
                }
            }
        }

        /// <summary>Everybody who was told in this outage before that: later words have said it already.</summary>
        public void Again(List<NewEntry> entries, string purpose, string what, string why, DateTimeOffset before)
        {
            foreach (TimelineEntry entry in sent.Where(entry => entry.Number("outage") == Outage && entry.Get("fallbackOf") is null && entry.RecordedAt <= before).DistinctBy(entry => (entry.Get("person"), entry.Get("channel"))))
            {
                string[] fallbacks = entry.Get("fallbacks") is { Length: > 0 } names ? names.Split(',') : [];
                Add(entries, purpose, $"{what}:{entry.Get("person")}", (int)entry.Number("level"), new NotificationTarget(entry.Get("person")!, entry.Get("channel")!, fallbacks), why);
            }
        }

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
}
