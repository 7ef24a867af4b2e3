using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// What sort of trouble it is, by its cause where one is known and else by the signs that only that sort has: two outages of one pool a few
/// minutes apart may have nothing to do with each other. Immutable.
/// </summary>
/// <param name="Cause">Name of the cause; null while none is known.</param>
/// <param name="Sort">Such as load or servers; "" while the signs do not tell, or tell of several.</param>
internal sealed record TroubleKind(string? Cause, string Sort)
{
    /// <summary>Under which an entry of a symptom keeps its sort.</summary>
    public const string DataKey = "sort";

    /// <summary>A few of them, or the way to them.</summary>
    public const string Servers = "servers";
    private const string Load = "load";
    private const string Shares = "shares";
    private const string Versions = "versions";
    private const string Connections = "connections";

    public static TroubleKind Of(CauseFinding finding) => finding.Explanation?.RootCause?.Name is { } cause
        ? new TroubleKind(cause, SortOf(cause))
        : new TroubleKind(null, Only(finding.Anomalies.Select(SortOf)));

    /// <summary>Of its last outage; an earlier one's cause says nothing about it.</summary>
    public static TroubleKind Of(Incident incident)
    {
        if (incident is { Cause: { } cause, IsCauseOfLastOutage: true })
        {
            return new TroubleKind(cause.Name, SortOf(cause.Name));
        }

        return OfSigns(incident, incident.Round);
    }

    /// <param name="outage">Of them any.</param>
    /// <param name="cause">That was found in it; null for none.</param>
    public static TroubleKind OfOutage(Incident incident, Outage outage, string? cause) => cause is null ? OfSigns(incident, outage.Round) : new TroubleKind(cause, SortOf(cause));

    /// <summary>True or false where both are known; null where one is not.</summary>
    public bool? IsSameAs(TroubleKind other) =>
        Cause is not null && other.Cause is not null ? Cause == other.Cause
        : Sort.Length > 0 && other.Sort.Length > 0 ? Sort == other.Sort
        : Sort.Length == 0 && other.Sort.Length == 0 && Cause is null && other.Cause is null ? true
        : null;

    /// <summary>"" for what every sort of trouble shows, such as failed requests.</summary>
    public static string SortOf(Anomaly anomaly) => anomaly.Detector switch
    {
        // Clients that find nobody leave: only more than usual is load.
        "surge-onset" or "first-attempt-shift" => anomaly.Value > anomaly.Reference ? Load : "",
        "client-mix-shift" => Load,
        "server-out" or "no-healthy-server" or "connections-break" or "connect-shift" or "one-server-slow" => Servers,
        "imbalance-shift" or "share-above-weight" => Shares,
        "version-switched" => Versions,
        "connections-at-cap" => Connections,
        _ => "",
    };

    /// <summary>Of a cause by its name; "" for one that has no signs of its own.</summary>
    public static string SortOf(string cause) => cause switch
    {
        "surge" or "one-client" or "retry-storm" or "monitoring-load" => Load,
        "sick-server" or "network" => Servers,
        "imbalance" => Shares,
        "bad-deployment" => Versions,
        "pool-exhaustion" => Connections,
        _ => "",
    };

    private static TroubleKind OfSigns(Incident incident, int round)
    {
        string outage = round.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new TroubleKind(null, Only(incident.Of(EntryKind.Symptom).Where(entry => entry.Get("outage") == outage).Select(entry => entry.Get(DataKey) ?? "")));
    }

    private static string Only(IEnumerable<string> sorts)
    {
        string[] known = [.. sorts.Where(sort => sort.Length > 0).Distinct()];
        return known.Length == 1 ? known[0] : "";
    }
}
