namespace Holdfast.Incidents.Measures;

/// <summary>
/// How long what took in one incident, in seconds counted from the first second in which users were hurt. Null is unknown: it did not happen,
/// or nobody recorded it; it never means 0.
/// </summary>
/// <param name="Detect">Until it was noticed; 0 when that was before anybody was hurt.</param>
/// <param name="Tell">Until somebody was told.</param>
/// <param name="Acknowledge">Until somebody looked after it.</param>
/// <param name="Cause">Until the cause was named that stood at the end.</param>
/// <param name="Mitigate">Until the first thing was done after which fewer users were hurt.</param>
/// <param name="End">Until the last user was hurt.</param>
/// <param name="Resolve">Until it was over by all accounts.</param>
/// <param name="Down">The outages added up.</param>
/// <param name="FalseTrails">Time in which a cause was followed that was none.</param>
/// <param name="Relapses">Outages after the first.</param>
/// <param name="RecurrenceOf">The last incident before that was the same: service, cause, and whether a change set it off; or the gateway itself that was gone.</param>
public sealed record IncidentMeasures(
    long Incident,
    string Title,
    string Severity,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Start,
    double? Detect,
    double? Tell,
    double? Acknowledge,
    double? Cause,
    double? Mitigate,
    double? End,
    double? Resolve,
    double? Down,
    double? FalseTrails,
    int Relapses,
    long? RecurrenceOf)
{
    /// <summary>Whether the cause that the diagnosis stated is the one that people have published; null where it stated none, and while nothing is published.</summary>
    public bool? CauseStood { get; init; }
}
