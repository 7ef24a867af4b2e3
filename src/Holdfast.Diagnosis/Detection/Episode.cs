namespace Holdfast.Diagnosis.Detection;

/// <summary>One stretch of trouble, from the first suspicion until all is well; a relapse within the reopen window belongs to the same one.</summary>
public sealed class Episode(long number, long onset, long suspectedAt)
{
    public long Number { get; } = number;

    /// <summary>The earliest second of any of its anomalies.</summary>
    public long Onset { get; internal set; } = onset;

    public long SuspectedAt { get; } = suspectedAt;

    /// <summary>Null while it is only suspected.</summary>
    public long? DeclaredAt { get; internal set; }

    /// <summary>Null while it lasts.</summary>
    public long? ClearedAt { get; internal set; }

    /// <summary>More than 1 after a relapse.</summary>
    public int Stretches { get; internal set; } = 1;

    /// <summary>The first second of the present stretch.</summary>
    public long StretchOnset { get; internal set; } = onset;
}
