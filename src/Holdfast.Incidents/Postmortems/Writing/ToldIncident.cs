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
        Incident told = incident with { Cause = StatedCause.Main(incident) is { } main ? IncidentFold.CauseOf(main.Found) : null };
        MovedServers? moved = MovedServers.Of(told);
        ImmutableList<TimelineEntry> entries = [.. told.Entries.Select(entry => Told(entry, moved))];
        TimelineEntry? found = entries.Find(entry => entry.Reference == told.Cause?.Reference);
        return told with { Entries = entries, Title = QuietWords.Of(told.Title), Cause = found is null ? null : IncidentFold.CauseOf(found) };
    }

    /// <summary>The cause at its top; null where none was stated of what hurt users.</summary>
    public static CauseStatement? CauseOf(Incident incident)
    {
        Incident told = incident with { Cause = StatedCause.Main(incident) is { } main ? IncidentFold.CauseOf(main.Found) : null };
        MovedServers? moved = MovedServers.Of(told);
        return told.Entries.Find(entry => entry.Reference == told.Cause?.Reference) is { } found ? IncidentFold.CauseOf(Told(found, moved)) : null;
    }

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
