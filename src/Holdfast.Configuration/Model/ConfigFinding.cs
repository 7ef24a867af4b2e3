namespace Holdfast.Configuration;

/// <summary>One thing that is wrong with a configuration: where, what, and what to do about it.</summary>
/// <param name="Line">1-based; 0 when it concerns the whole file.</param>
/// <param name="Column">1-based; 0 when it concerns the whole file.</param>
/// <param name="Path">For example pools.shop.servers[1].weight.</param>
public sealed record ConfigFinding(
    string File,
    int Line,
    int Column,
    string Path,
    string Message,
    string Remedy,
    Severity Severity = Severity.Error)
{
    /// <summary>Stable name of the check that found it, for scripts; "read" when the text itself could not be understood.</summary>
    public string Rule { get; init; } = "read";
}
