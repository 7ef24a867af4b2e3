using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <summary>What became of a configuration that was handed in.</summary>
/// <param name="Fingerprint">Of the configuration now in use: the new one when applied, else still the old one.</param>
/// <param name="Revision">Counts the configurations that were applied since the start, the first is 1.</param>
/// <param name="Findings">Why it was refused.</param>
public sealed record ReloadOutcome(bool Applied, long Revision, string Fingerprint, IReadOnlyList<ConfigFinding> Findings)
{
    /// <summary>What differs from the one before, in one line; "" when nothing does or it was refused.</summary>
    public string Changed { get; init; } = "";

    /// <summary>Where overload protection is off in the one now in use, for people; null when it is on everywhere.</summary>
    public string? ProtectionOff { get; init; }
}
