namespace Holdfast.Incidents.Reports;

public sealed record ServerBackReport(string Server, DateTimeOffset Since);
