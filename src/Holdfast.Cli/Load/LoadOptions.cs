using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>`holdfast load` as it was typed; null where nothing was.</summary>
internal sealed record LoadOptions
{
    public string? Target { get; init; }

    public RateCurve? Rate { get; init; }

    public bool Poisson { get; init; }

    public TimeSpan? Duration { get; init; }

    public TimeSpan? WarmUp { get; init; }

    public int? Connections { get; init; }

    public int? InFlight { get; init; }

    public int? Threads { get; init; }

    public IReadOnlyList<string> Headers { get; init; } = [];

    public string? Method { get; init; }

    public long? BodyBytes { get; init; }

    public TimeSpan? Deadline { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int? Clients { get; init; }

    public bool NoKeepAlive { get; init; }

    public string? TrafficFile { get; init; }

    public RetryPlan? Retry { get; init; }

    public IReadOnlyList<LoadThreshold> Fail { get; init; } = [];

    public IReadOnlyList<LoadAbortRule> AbortOn { get; init; } = [];

    public ulong? Seed { get; init; }

    public bool OwnsTarget { get; init; }

    /// <summary>Null: no JSON; empty: to standard output.</summary>
    public string? Json { get; init; }

    public string? Histogram { get; init; }

    public bool FindsMaximum { get; init; }

    public IReadOnlyList<LoadThreshold> Objective { get; init; } = [];
}
