using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>Answer to a configuration that was taken, with its warnings.</summary>
internal sealed record ApiReload(long Revision, string Fingerprint, IReadOnlyList<ConfigFinding>? Findings)
{
    /// <summary>Null from a gateway that does not say it.</summary>
    public string? Changed { get; init; }

    /// <summary>Where overload protection is off, for people; null when it is on everywhere.</summary>
    public string? ProtectionOff { get; init; }
}
