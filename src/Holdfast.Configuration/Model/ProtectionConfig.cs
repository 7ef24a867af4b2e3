namespace Holdfast.Configuration;

public sealed record ProtectionConfig
{
    /// <summary>Off behaves like a plain balancer that queues without end: for comparisons, and to find out where trouble comes from.</summary>
    public ProtectionMode Mode { get; init; } = ProtectionMode.On;

    /// <summary>Whose requests are one client's for fair shares; never route, which would be one client for all.</summary>
    public ClientKey Client { get; init; } = ClientKey.Client;

    /// <summary>Another way in for users while requests are shed or no server is there, one line: it stands in the gateway's own page and problem.</summary>
    public string? Alternative { get; init; }

    /// <summary>HTML that browsers get when their request is shed; null for the gateway's own.</summary>
    public string? Page { get; init; }

    /// <summary>JSON object (RFC 9457) that all others get; null for the gateway's own.</summary>
    public string? Problem { get; init; }
}
