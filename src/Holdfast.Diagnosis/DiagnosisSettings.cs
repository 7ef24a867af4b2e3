namespace Holdfast.Diagnosis;

/// <summary>What detection and diagnosis assume of the service; the same for all of it.</summary>
public sealed record DiagnosisSettings
{
    public static DiagnosisSettings Default { get; } = new();

    /// <summary>Share of requests that must be answered well, over 30 days.</summary>
    public double ServiceLevel { get; init; } = 0.999;

    /// <summary>Who waits longer than this for a server has waited in vain; the gateway's own bound of the queue.</summary>
    public double QueueDeadlineSeconds { get; init; } = 1;
}
