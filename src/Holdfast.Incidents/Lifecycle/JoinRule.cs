using Holdfast.Incidents.Postmortems.Review;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>Which incident the trouble that detection sees belongs to, if any. Keeps nothing.</summary>
internal static class JoinRule
{
    /// <summary>The open one.</summary>
    /// <param name="pool">That suffers most; "" while nobody knows.</param>
    public static Incident? Active(IEnumerable<Incident> incidents, string pool) =>
        incidents.LastOrDefault(incident => incident.Status is IncidentStatus.Suspected or IncidentStatus.Confirmed && IsOfDetection(incident, pool));

    /// <summary>The one that ended so shortly before that this may be a relapse.</summary>
    public static Incident? Lately(IEnumerable<Incident> incidents, string pool, DateTimeOffset now, TimeSpan window) =>
        incidents.LastOrDefault(incident => now - EndOf(incident) <= window && IsOfDetection(incident, pool) && (incident.Pool == pool || incident.Pool.Length == 0 || pool.Length == 0));

    /// <summary>
    /// Why trouble so shortly after its end is not its relapse; null when it is. What is monitored takes up all but trouble of another kind;
    /// what somebody has called over only what is known to be the same; what is published is told.
    /// </summary>
    public static string? WhyNotRelapse(Incident incident, TroubleKind trouble)
    {
        TroubleKind before = TroubleKind.Of(incident);
        return PostmortemState.Of(incident).PublishedVersion > 0 ? "its postmortem is published"
            : before.IsSameAs(trouble) == false ? "this is trouble of another kind"
            : incident.Status == IncidentStatus.Resolved && before.IsSameAs(trouble) != true ? "it was resolved, and nothing shows that this is the same trouble"
            : null;
    }

    /// <summary>
    /// Alerts come of all sorts of things: of theirs is only what has the same pool; of people's what has no other. What detection has declared
    /// itself is its own, but for the time in which no gateway was there: that is measured on all of it, and nothing that follows is.
    /// </summary>
    private static bool IsOfDetection(Incident incident, string pool) => !GapFinder.IsGap(incident) && (incident.LastOutage?.DeclaredAt is not null || incident.OpenedBy switch
    {
        Incident.Alert => incident.Pool == pool,
        Incident.Hand => incident.Pool == pool || incident.Pool.Length == 0 || pool.Length == 0,
        _ => true,
    });

    private static DateTimeOffset? EndOf(Incident incident) => incident.Status switch
    {
        IncidentStatus.Dismissed => incident.ResolvedAt,
        IncidentStatus.Monitoring or IncidentStatus.Resolved => incident.LastOutage?.ClearedAt,
        _ => null,
    };
}
