namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>Something that helps.</summary>
/// <param name="Command">What to type; null when it is not done at this keyboard, or when the gateway does it by itself.</param>
/// <param name="IsTaken">The gateway does it by itself already.</param>
public sealed record Mitigation(string Text, string? Command = null, bool IsTaken = false)
{
    /// <summary>Limits do it: where protection is off the gateway does not.</summary>
    public bool NeedsLimits { get; init; }
}
