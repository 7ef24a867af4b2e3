using Holdfast.Incidents.Measures;

namespace Holdfast.Incidents.Reports;

/// <summary>Measures over a time, as GET /api/measures shows them.</summary>
/// <param name="Recurrences">Incidents of a service and a cause that were there before.</param>
/// <param name="Relapses">Outages after the first of their incident.</param>
public sealed record MeasuresReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<IncidentMeasures> Incidents, IReadOnlyList<MeasureSum> Sums, int Recurrences, int Relapses)
{
    /// <summary>Of how many the published postmortem tells whether the cause was named rightly.</summary>
    public int CausesJudged { get; init; }

    /// <summary>Of those, in how many it was.</summary>
    public int CausesStood { get; init; }

    public static MeasuresReport Of(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<IncidentMeasures> incidents) => new(
        from,
        to,
        incidents,
        [.. MeasureColumns.All.Select(column => MeasureSum.Of(column, incidents))],
        incidents.Count(one => one.RecurrenceOf is not null),
        incidents.Sum(one => one.Relapses))
    {
        CausesJudged = incidents.Count(one => one.CauseStood is not null),
        CausesStood = incidents.Count(one => one.CauseStood == true),
    };
}
