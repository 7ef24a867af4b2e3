namespace Holdfast.Configuration;

/// <summary>Either a configuration, or all that is wrong with it at once.</summary>
public sealed record ConfigReadResult(GatewayConfig? Config, IReadOnlyList<ConfigFinding> Findings)
{
    public bool IsValid => Config is not null && Findings.Count == 0;
}
