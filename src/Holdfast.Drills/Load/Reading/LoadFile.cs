namespace Holdfast.Drills.Load;

/// <summary>A traffic file. What is not written is null, so that the command line can tell.</summary>
public sealed record LoadFile
{
    /// <summary>host:port or a URL; empty when the command line says it.</summary>
    public string Target { get; init; } = "";

    public int? Seed { get; init; }

    public TimeSpan? WarmUp { get; init; }

    public TimeSpan? Duration { get; init; }

    public int? Threads { get; init; }

    public IReadOnlyList<TrafficClass> Classes { get; init; } = [];

    public IReadOnlyList<LoadAbortRule?> Abort { get; init; } = [];

    public IReadOnlyList<LoadThreshold> Fail { get; init; } = [];
}
