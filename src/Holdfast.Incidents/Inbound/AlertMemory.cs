using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Inbound;

/// <summary>What an incident's timeline knows of alerts from outside.</summary>
internal static class AlertMemory
{
    public const string Group = "alertGroup";
    public const string Fingerprint = "fingerprint";

    public static bool KnowsGroup(Incident incident, string group) => incident.Entries.Exists(entry => entry.Kind == EntryKind.AlertFiring && entry.Get(Group) == group);

    /// <summary>By group and fingerprint: what was said last.</summary>
    public static Dictionary<string, TimelineEntry> LastOf(Incident incident)
    {
        Dictionary<string, TimelineEntry> last = [];
        foreach (TimelineEntry entry in incident.Entries.Where(entry => entry.Kind is EntryKind.AlertFiring or EntryKind.AlertResolved))
        {
            last[$"{entry.Get(Group)} {entry.Get(Fingerprint)}"] = entry;
        }

        return last;
    }

    /// <summary>Whether an alert began the present outage: then the last alert ends it.</summary>
    public static bool IsByAlert(Incident incident) => Begin(incident)?.Get("by") == Incident.Alert;

    /// <summary>How many of the present outage are told; those that come after its end begin the next one.</summary>
    public static int ToldOf(Incident incident) => incident.Status is IncidentStatus.Confirmed or IncidentStatus.Suspected && Begin(incident) is { } begin
        ? incident.Of(EntryKind.AlertFiring).Count(entry => entry.Id > begin.Id)
        : 0;

    public static int Firing(Incident incident) => LastOf(incident).Values.Count(entry => entry.Kind == EntryKind.AlertFiring);

    private static TimelineEntry? Begin(Incident incident) => incident.Entries.FindLast(entry => entry.Kind is EntryKind.Opened or EntryKind.Relapsed);
}
