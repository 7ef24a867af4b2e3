using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <param name="Findings">Warnings: what is odd in it, and what a running gateway cannot follow.</param>
internal sealed record ReloadReport(long Revision, string Fingerprint, IReadOnlyList<ConfigFinding> Findings)
{
    /// <summary>What differs from the one before, in one line; "" when nothing does.</summary>
    public string Changed { get; init; } = "";

    /// <inheritdoc cref="ReloadOutcome.ProtectionOff"/>
    public string? ProtectionOff { get; init; }
}
