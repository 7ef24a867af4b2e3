namespace Holdfast.Incidents.Reports;

public sealed record OutageReport(int Number, DateTimeOffset Start, DateTimeOffset? End, double? Seconds, DateTimeOffset? DeclaredAt, DateTimeOffset? ClearedAt)
{
    /// <summary>What users felt of this one alone.</summary>
    public ImpactReport? Impact { get; init; }
}
