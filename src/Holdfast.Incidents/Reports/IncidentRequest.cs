namespace Holdfast.Incidents.Reports;

/// <summary>What somebody wants; each action reads its own members.</summary>
public sealed record IncidentRequest(string? Title, string? Pool, string? Severity, DateTimeOffset? Since, string? Text, string? Kind, DateTimeOffset? HappenedAt, string? Role, string? Person, string? As)
{
    /// <summary>Of a draft: from the records, whatever people have written.</summary>
    public bool Afresh { get; init; }
}
