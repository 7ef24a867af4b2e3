namespace Holdfast.Admin;

internal sealed record HealthReport(string Status);
