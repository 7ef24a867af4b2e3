using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Escalation;

/// <summary>What people were told last of the cause, and whether it still holds. Keeps nothing.</summary>
internal static class ToldCause
{
    /// <summary>
    /// The finding that makes the last words wrong: another cause, another server, or another advice than stood when they were queued. Null where they hold, and where they
    /// named no cause at all.
    /// </summary>
    public static TimelineEntry? CorrectedBy(Incident incident)
    {
        int words = incident.Entries.FindLastIndex(entry => entry.Kind == EntryKind.NotificationQueued && entry.Get("purpose") != ReviewCalls.Purpose);
        int found = incident.Entries.FindLastIndex(entry => entry.Kind == EntryKind.CauseFound);
        if (words < 0 || found < words)
        {
            return null;
        }

        // What was told of an outage before is no word on this one.
        int began = incident.Entries.FindLastIndex(entry => entry.Kind is EntryKind.Relapsed or EntryKind.Separated);
        TimelineEntry now = incident.Entries[found];
        return incident.Entries.Take(words).Skip(began + 1).LastOrDefault(entry => entry.Kind == EntryKind.CauseFound) is { } told && (!IsSame(told, now) || told.HappenedAt < incident.LastOutage?.HarmFrom) ? now : null;
    }

    private static bool IsSame(TimelineEntry told, TimelineEntry now) =>
        told.Get("name") == now.Get("name") && told.Get("advice") == now.Get("advice") && FindingEntries.WhoOf(told.Get("claim") ?? "") == FindingEntries.WhoOf(now.Get("claim") ?? "");
}
