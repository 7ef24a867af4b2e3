namespace Holdfast.Configuration;

public sealed record ProtectionConfig
{
    /// <summary>Off behaves like a plain balancer that queues without end: for comparisons, and to find out where trouble comes from.</summary>
    public ProtectionMode Mode { get; init; } = ProtectionMode.On;

    /// <summary>Another way in for users while requests are shed, one line: it stands in the gateway's own page and problem.</summary>
    public string? Alternative { get; init; }

    /// <summary>HTML that browsers get when their request is shed; null for the gateway's own.</summary>
    public string? Page { get; init; }

    /// <summary>JSON object (RFC 9457) that all others get; null for the gateway's own.</summary>
    public string? Problem { get; init; }
}
