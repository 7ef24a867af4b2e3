using Holdfast.Diagnosis;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Which change of the configuration began an outage: it is no step against it, whatever it was recorded as, and to take it back is one. Of the records, so that incidents of
/// earlier versions are told rightly as well. Keeps nothing.
/// </summary>
internal static class TriggerChanges
{
    // The records of changes and the series have two clocks, and nobody answers an outage within that time.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    // A change that is felt is felt within seconds.
    private static readonly TimeSpan JustBefore = TimeSpan.FromSeconds(10);

    /// <summary>The diagnosis says that it set the outage off, or users were hurt as soon as it was in use.</summary>
    public static bool IsTrigger(Incident incident, TimelineEntry entry) =>
        IsByPeople(entry) && (IsConfiguration(entry) || IsValueOfOne(entry)) && (IsNamed(incident, entry) || BeganWithIt(incident, entry));

    /// <summary>It makes the configuration what it was before the change that began an outage.</summary>
    public static bool TakesTriggerBack(Incident incident, TimelineEntry entry) =>
        entry.Kind == EntryKind.Change && IsByPeople(entry) && IsConfiguration(entry) && entry.Get("after") is { Length: > 0 } after && after != entry.Get("before")
        && incident.Entries.Exists(other => other.HappenedAt < entry.HappenedAt && other.Get("before") == after && IsConfiguration(other) && IsTrigger(incident, other));

    /// <summary>Of the cause that stands; null where nothing, or no change of the configuration, is known to have set it off.</summary>
    public static TimelineEntry? OfCause(Incident incident) =>
        incident.Of(EntryKind.CauseFound).LastOrDefault(found => found.Reference == incident.Cause?.Reference) is { } found
            ? incident.Story.FirstOrDefault(entry => IsByPeople(entry) && IsConfiguration(entry) && SetsOff(found, entry)) : null;

    private static bool IsNamed(Incident incident, TimelineEntry entry) => incident.Of(EntryKind.CauseFound).Any(found => SetsOff(found, entry));

    private static bool SetsOff(TimelineEntry found, TimelineEntry entry) =>
        found.Get("triggerFamily") == nameof(SignalFamily.Change) && found.Time("triggerAt") is { } at && (at - entry.HappenedAt).Duration() <= AtOnce;

    /// <summary>Only where it was measured: what people say began when they looked began earlier. A step that ended one outage just before the next began neither.</summary>
    private static bool BeganWithIt(Incident incident, TimelineEntry entry) =>
        incident.Outages.Exists(outage => outage.ImpactStart is { } start && entry.HappenedAt >= start - JustBefore && entry.HappenedAt < start + AtOnce)
        && !incident.Outages.Exists(outage => entry.HappenedAt >= outage.Start + AtOnce && entry.HappenedAt <= outage.End);

    private static bool IsByPeople(TimelineEntry entry) => entry.Get("by") == "people";

    private static bool IsConfiguration(TimelineEntry entry) => entry.Get("change") == "configuration";

    private static bool IsValueOfOne(TimelineEntry entry) => entry.Text.EndsWith("changed by the configuration", StringComparison.Ordinal);
}
