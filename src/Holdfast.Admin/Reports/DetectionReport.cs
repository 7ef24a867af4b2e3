namespace Holdfast.Admin;

/// <summary>The diagnosis in a few words, for the state report.</summary>
/// <param name="State">normal, suspected or declared.</param>
/// <param name="First">The cause that is most likely; null while all is well.</param>
/// <param name="Text">What is wrong and why, in one sentence; null while all is well.</param>
public sealed record DetectionReport(string State, DateTimeOffset? Onset, string? First, string? Text)
{
    /// <summary>When something was unusual for long enough.</summary>
    public DateTimeOffset? SuspectedAt { get; init; }

    /// <summary>When it was sure that users are hurt or will be: later than it began, and than it was suspected.</summary>
    public DateTimeOffset? DeclaredAt { get; init; }
}
