using Holdfast.Incidents.Measures;

namespace Holdfast.Incidents.Reports;

/// <summary>Measures over a time, as GET /api/measures shows them.</summary>
/// <param name="Recurrences">Incidents of a service and a cause that were there before.</param>
/// <param name="Relapses">Outages after the first of their incident.</param>
public sealed record MeasuresReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<IncidentMeasures> Incidents, IReadOnlyList<MeasureSum> Sums, int Recurrences, int Relapses)
{
    public static MeasuresReport Of(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<IncidentMeasures> incidents) => new(
        from,
        to,
        incidents,
        [.. MeasureColumns.All.Select(column => MeasureSum.Of(column, incidents))],
        incidents.Count(one => one.RecurrenceOf is not null),
        incidents.Sum(one => one.Relapses));
}
