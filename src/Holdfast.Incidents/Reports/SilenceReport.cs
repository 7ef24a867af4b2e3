namespace Holdfast.Incidents.Reports;

/// <param name="Pool">Of which nobody is told; null for all.</param>
/// <param name="IsInForce">It has begun.</param>
public sealed record SilenceReport(DateTimeOffset From, DateTimeOffset To, string Why, string? Pool, bool IsInForce);
