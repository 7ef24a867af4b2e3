namespace Holdfast.Agent.Reports;

/// <summary>One host as the gateway knows it.</summary>
public sealed record HostStateReport
{
    public const string Silent = "silent";
    public const string Reports = "reports";

    public required string Host { get; init; }

    /// <summary>reports, or silent.</summary>
    public required string State { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>pool/server.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Other hosts that are containers of the same machine.</summary>
    public IReadOnlyList<string> SameMachine { get; init; } = [];

    public IReadOnlyList<HostFinding> Findings { get; init; } = [];

    /// <summary>The last report, without ids.</summary>
    public required AgentReport Report { get; init; }
}
