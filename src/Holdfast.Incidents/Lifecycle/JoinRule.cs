namespace Holdfast.Incidents.Lifecycle;

/// <summary>Which incident the trouble that detection sees belongs to, if any. Keeps nothing.</summary>
internal static class JoinRule
{
    /// <summary>The open one.</summary>
    /// <param name="pool">That suffers most; "" while nobody knows.</param>
    public static Incident? Active(IEnumerable<Incident> incidents, string pool) =>
        incidents.LastOrDefault(incident => incident.Status is IncidentStatus.Suspected or IncidentStatus.Confirmed && IsOfDetection(incident, pool));

    /// <summary>The one that ended so shortly before that this is a relapse.</summary>
    public static Incident? Lately(IEnumerable<Incident> incidents, string pool, DateTimeOffset now, TimeSpan window) =>
        incidents.LastOrDefault(incident => now - EndOf(incident) <= window && IsOfDetection(incident, pool) && (incident.Pool == pool || incident.Pool.Length == 0 || pool.Length == 0));

    /// <summary>Alerts come of all sorts of things: of theirs is only what has the same pool, or what detection has declared itself.</summary>
    private static bool IsOfDetection(Incident incident, string pool) => incident.OpenedBy != Incident.Alert || incident.Pool == pool || incident.LastOutage?.DeclaredAt is not null;

    private static DateTimeOffset? EndOf(Incident incident) => incident.Status switch
    {
        IncidentStatus.Dismissed => incident.ResolvedAt,
        IncidentStatus.Monitoring or IncidentStatus.Resolved => incident.LastOutage?.ClearedAt,
        _ => null,
    };
}
