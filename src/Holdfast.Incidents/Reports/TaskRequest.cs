namespace Holdfast.Incidents.Reports;

/// <summary>What somebody wants with a task; each action reads its own members.</summary>
public sealed record TaskRequest
{
    public string? Text { get; init; }

    public string? Type { get; init; }

    public string? Owner { get; init; }

    /// <summary>A day, as 2026-12-24.</summary>
    public string? Due { get; init; }

    public int? Priority { get; init; }

    public long? Incident { get; init; }

    public string? Link { get; init; }

    public string? Drill { get; init; }

    /// <summary>The day on which it was done.</summary>
    public string? Done { get; init; }

    /// <summary>Name of what a program has found: it is not added again while it is open.</summary>
    public string? Finding { get; init; }

    public string? As { get; init; }
}
