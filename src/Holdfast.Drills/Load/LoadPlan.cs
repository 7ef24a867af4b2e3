using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>Everything that <see cref="ILoadEngine"/> needs to know. Immutable.</summary>
public sealed record LoadPlan
{
    /// <summary>Connections are spread over them in turn.</summary>
    public IReadOnlyList<NetworkAddress> Targets { get; init; } = [];

    /// <summary>The Host field; the first target when empty.</summary>
    public string Host { get; init; } = "";

    public IReadOnlyList<TrafficClass> Classes { get; init; } = [new()];

    /// <summary>Of Poisson gaps, the mix of requests and backoff pauses.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Sent first, at the rate with which each curve begins, and left out of the result.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>What is measured, after the warm-up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long answers are waited for after the last request; what is still missing then counts as timed out.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Each drives its share of every class on an event loop of its own.</summary>
    public int Threads { get; init; } = 1;

    public IReadOnlyList<LoadAbortRule> AbortRules { get; init; } = [];

    public IReadOnlyList<LoadThreshold> Thresholds { get; init; } = [];
}
