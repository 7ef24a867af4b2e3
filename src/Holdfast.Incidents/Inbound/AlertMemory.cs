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

    public static int Firing(Incident incident) => LastOf(incident).Values.Count(entry => entry.Kind == EntryKind.AlertFiring);
}
