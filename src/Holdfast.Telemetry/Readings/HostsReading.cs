namespace Holdfast.Telemetry;

/// <summary>What agents say of the servers' hosts, for the metrics. Immutable.</summary>
public sealed record HostsReading
{
    public long ReportsTaken { get; init; }

    public long ReportsRefused { get; init; }

    /// <summary>By name; a silent host's agent reports no more.</summary>
    public IReadOnlyList<(string Host, bool IsSilent, double? ClockOffsetSeconds)> Hosts { get; init; } = [];

    /// <summary>How many findings of a kind each host has.</summary>
    public IReadOnlyList<(string Host, string Kind, int Count)> Findings { get; init; } = [];
}
