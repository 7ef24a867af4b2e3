using Holdfast.Incidents.Postmortems.Review;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>Which incident the trouble that detection sees belongs to, if any. Keeps nothing.</summary>
internal static class JoinRule
{
    /// <summary>Why something is no relapse, as it is recorded.</summary>
    public const string AnotherKind = "this is trouble of another kind";

    /// <summary>The open one.</summary>
    /// <param name="pool">That suffers most; "" while nobody knows.</param>
    public static Incident? Active(IEnumerable<Incident> incidents, string pool) =>
        incidents.LastOrDefault(incident => incident.Status is IncidentStatus.Suspected or IncidentStatus.Confirmed && IsOfDetection(incident, pool));

    /// <summary>The one that ended so shortly before that this may be a relapse. Of several the last, unless that is known to be another kind and one before it the same.</summary>
    public static Incident? Lately(IEnumerable<Incident> incidents, string pool, DateTimeOffset now, TimeSpan window, TroubleKind trouble)
    {
        Incident[] ended = [.. incidents.Where(incident => now - EndOf(incident) <= window && IsOfDetection(incident, pool) && (incident.Pool == pool || incident.Pool.Length == 0 || pool.Length == 0))];
        Incident? last = ended.LastOrDefault();
        return last is not null && IsSame(last, trouble) == false ? Array.FindLast(ended, incident => IsSame(incident, trouble) == true) ?? last : last;
    }

    /// <summary>
    /// Why trouble so shortly after its end is not its relapse; null when it is. What is monitored takes up all but trouble of another kind;
    /// what somebody has called over only what is known to be the same; what is published is told, and so is what is closed.
    /// </summary>
    public static string? WhyNotRelapse(Incident incident, TroubleKind trouble)
    {
        TroubleKind before = TroubleKind.Of(incident);
        return incident.Status == IncidentStatus.Closed ? "it is closed"
            : PostmortemState.Of(incident).PublishedVersion > 0 ? "its postmortem is published"
            : before.IsSameAs(trouble) == false ? AnotherKind
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

    /// <summary>Null also for a suspicion that passed: it was no trouble of any kind.</summary>
    private static bool? IsSame(Incident incident, TroubleKind trouble) => incident.Outages.Count == 0 ? null : TroubleKind.Of(incident).IsSameAs(trouble);

    private static DateTimeOffset? EndOf(Incident incident) => incident.Status switch
    {
        IncidentStatus.Dismissed => incident.JoinedTo is null ? incident.ResolvedAt : null,
        IncidentStatus.Monitoring or IncidentStatus.Resolved or IncidentStatus.Closed => incident.LastOutage?.ClearedAt,
        _ => null,
    };
}
