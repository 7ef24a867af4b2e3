namespace Holdfast.Incidents.Reports;

/// <summary>The newest first.</summary>
public sealed record PostmortemListReport(IReadOnlyList<PostmortemReport> Postmortems);
