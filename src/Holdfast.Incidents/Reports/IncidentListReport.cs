namespace Holdfast.Incidents.Reports;

/// <summary>The newest first, without their timelines.</summary>
public sealed record IncidentListReport(IReadOnlyList<IncidentReport> Incidents);
