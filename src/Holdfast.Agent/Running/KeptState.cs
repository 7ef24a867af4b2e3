using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Running;

/// <summary>What the agent remembers over its own restarts, as its file holds it.</summary>
public sealed record KeptState
{
    public string? BootId { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>It was told to stop when it wrote this.</summary>
    public bool WasStopped { get; init; }

    public HostStart? Host { get; init; }

    public IReadOnlyDictionary<int, ServerStart> Servers { get; init; } = new Dictionary<int, ServerStart>();

    public IReadOnlyDictionary<string, IReadOnlyList<TrendPoint>> Trends { get; init; } = new Dictionary<string, IReadOnlyList<TrendPoint>>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Rise> Rises { get; init; } = new Dictionary<string, Rise>(StringComparer.Ordinal);
}
