namespace Holdfast.Incidents.Reports;

public sealed record OnCallReport(string Rotation, string Person);
