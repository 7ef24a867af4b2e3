using System.Collections.Immutable;
using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// An incident as its postmortem tells it: with the cause of the outage that hurt users most, in the past tense, and with servers by their names. Its records stay what they are.
/// Keeps nothing.
/// </summary>
internal static class ToldIncident
{
    // What the diagnosis keeps with an entry in sentences of its own.
    private static readonly string[] Sentences = ["claim", "for", "against", "reason", "harm", "sustaining"];

    public static Incident Of(Incident incident)
    {
        // What the records say: what people have made of it stands in their own text.
        Incident told = incident with { Correction = null, Cause = Top(incident) is { } top ? IncidentFold.CauseOf(top) : null };
        MovedServers? moved = MovedServers.Of(told);
        ImmutableList<TimelineEntry> entries = [.. told.Entries.Select(entry => Told(entry, moved))];
        TimelineEntry? found = entries.Find(entry => entry.Reference == told.Cause?.Reference);
        return told with { Entries = entries, Title = QuietWords.Of(told.Title), Cause = found is null ? null : IncidentFold.CauseOf(found) };
    }

    /// <summary>The cause at its top; null where none was stated of what hurt users, and none is likely.</summary>
    public static CauseStatement? CauseOf(Incident incident)
    {
        if (Top(incident) is not { } top)
        {
            return null;
        }

        CauseStatement cause = IncidentFold.CauseOf(Told(top, MovedServers.Of(incident with { Cause = IncidentFold.CauseOf(top) })));
        return top.Kind == EntryKind.CauseLikely ? cause with { Claim = $"most likely {cause.Claim}" } : cause;
    }

    /// <summary>What was all but sure and was not stated, where that is at the top; of an incident as it is told.</summary>
    public static LikelyCause? LikelyOf(Incident told) =>
        told.Outages.Select(outage => LikelyCause.Of(told, outage)).FirstOrDefault(likely => likely is not null && likely.Entry.Reference == told.Cause?.Reference);

    /// <summary>Of the outage that hurt users most: the cause that was stated, or else what was all but sure.</summary>
    private static TimelineEntry? Top(Incident incident) => StatedCause.Main(incident)?.Found
        ?? incident.Outages.Select(outage => (outage.Impact.HitClientSeconds, Likely: LikelyCause.Of(incident, outage))).Where(one => one.Likely is not null).OrderByDescending(one => one.HitClientSeconds).FirstOrDefault().Likely?.Entry;

    private static TimelineEntry Told(TimelineEntry entry, MovedServers? moved)
    {
        if (entry.Author is not ("detection" or "diagnosis"))
        {
            return entry;
        }

        Dictionary<string, string> data = new(entry.Data);
        foreach (string name in Sentences.Where(data.ContainsKey))
        {
            data[name] = PastTense.Of(ServerNames.Of(data[name]));
        }

        // What somebody has changed is told in the words of whoever recorded it.
        if (data.TryGetValue("trigger", out string? trigger) && entry.Get("triggerFamily") != nameof(SignalFamily.Change))
        {
            data["trigger"] = PastTense.Of(ServerNames.Of(trigger));
        }

        moved?.Rename(entry, data);
        return entry with { Text = PastTense.Of(entry.Text), Data = data };
    }
}
