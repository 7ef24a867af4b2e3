namespace Holdfast.Configuration;

/// <summary>Either a configuration (perhaps with warnings), or all that is wrong with it at once, in the order of the file.</summary>
public sealed record ConfigReadResult(GatewayConfig? Config, IReadOnlyList<ConfigFinding> Findings)
{
    public bool IsValid => Config is not null;

    /// <summary>Findings past the bound of <see cref="ConfigReader.MaximumFindings"/>, counted but not kept.</summary>
    public int OmittedFindings { get; init; }

    /// <summary>The text that was read; the formatter quotes lines of it.</summary>
    public string Source { get; init; } = "";
}
