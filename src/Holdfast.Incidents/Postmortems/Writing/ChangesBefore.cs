using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// What was changed on purpose shortly before an incident and still held; that servers come and go is no change of anybody's, and neither is what the gateway does to protect
/// them. Keeps nothing.
/// </summary>
internal static class ChangesBefore
{
    // A change is felt when it is in use. One of an hour before is told where the diagnosis has judged it, and not for its own sake.
    private static readonly TimeSpan Shortly = TimeSpan.FromMinutes(10);

    // What put things right for longer than that was the end of another story.
    private static readonly TimeSpan StillFelt = TimeSpan.FromMinutes(1);

    public static IEnumerable<TimelineEntry> Of(Incident incident)
    {
        DateTimeOffset start = incident.Start ?? incident.OpenedAt;
        TimelineEntry[] changes = [.. incident.Story.Where(entry => entry.Get("change") is not null && ChangeScope.IsOf(entry, incident.Pool))];
        HashSet<TimelineEntry> gone = ChangeScope.TakenBack(changes, ScopedChange.Of, start < incident.OpenedAt ? start : incident.OpenedAt);
        gone.UnionWith(Repaired(changes, start));
        return changes.Where(entry => !gone.Contains(entry) && entry.Get("change") is not ("restart" or "health" or "clock" or "weights" or "limit" or "protection")
            && (TriggerChanges.IsTrigger(incident, entry) || (entry.Kind == EntryKind.Change && entry.HappenedAt <= start && (entry.HappenedAt >= start - Shortly || VerdictOn(incident, entry) is not null))));
    }

    /// <summary>
    /// Announced while users were hurt already, and within the minutes in which everybody looks for a cause: whoever was there suspected it. One that put an outage right is told as a step.
    /// </summary>
    public static IEnumerable<TimelineEntry> DeploymentsSince(Incident incident)
    {
        DateTimeOffset start = incident.Start ?? incident.OpenedAt;
        return incident.Story.Where(entry => entry.Kind == EntryKind.Change && entry.Get("change") is "deployment" && entry.Get("by") == "people" && ChangeScope.IsOf(entry, incident.Pool)
            && entry.HappenedAt > start && entry.HappenedAt <= start + Shortly && !(incident.End is { } end && entry.HappenedAt >= end) && incident.Outages.Count == 1).TakeLast(1);
    }

    /// <summary>Why it was not the change, as the diagnosis said; null where it said nothing.</summary>
    public static TimelineEntry? VerdictOn(Incident incident, TimelineEntry change) =>
        incident.Of(EntryKind.HypothesisRejected).FirstOrDefault(entry => entry.Get("name") == CauseOf(change) && entry.Get("name") != incident.Cause?.Name && entry.Get("reason") is { Length: > 0 });

    /// <summary>A configuration that was wrong and the one that put it right: together they have changed nothing.</summary>
    private static IEnumerable<TimelineEntry> Repaired(TimelineEntry[] changes, DateTimeOffset start)
    {
        foreach (TimelineEntry repair in changes.Where(entry => entry.Get("change") == "configuration" && entry.HappenedAt < start - StillFelt && entry.Get("after") is { Length: > 0 } after && after != entry.Get("before")))
        {
            TimelineEntry? wrong = Array.FindLast(changes, other => other.HappenedAt < repair.HappenedAt && other.Get("change") == "configuration" && other.Get("before") == repair.Get("after"));
            foreach (TimelineEntry entry in wrong is null ? [] : new[] { wrong, repair })
            {
                yield return entry;
            }
        }
    }

    /// <summary>The cause that such a change would be the trigger of: another one's reason says nothing about it.</summary>
    private static string? CauseOf(TimelineEntry change) =>
        change.Get("change") is "deployment" or "version" ? "bad-deployment"
        : change.Get("change") == "weights" || change.Text.Contains("weight", StringComparison.Ordinal) ? "imbalance"
        : null;
}
