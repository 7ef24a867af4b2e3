namespace Holdfast.Drills.Scenarios;

/// <summary>When a drill must not go on, because it would harm the machine it runs on.</summary>
public sealed record AbortRule
{
    /// <summary>The longest that the run may take, counted from the first request.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Memory that must stay available on the machine.</summary>
    public long AvailableMemory { get; init; } = 256L * 1024 * 1024;
}
