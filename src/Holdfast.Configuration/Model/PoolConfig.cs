namespace Holdfast.Configuration;

public sealed record PoolConfig
{
    public IReadOnlyList<ServerConfig> Servers { get; init; } = [];

    public BalanceConfig Balance { get; init; } = new();

    /// <summary>Keeps a client at the server that first answered it, by a cookie that the gateway sets.</summary>
    public StickyConfig? Sticky { get; init; }

    /// <summary>Active probes; without it servers are judged by real traffic alone.</summary>
    public HealthConfig? Health { get; init; }

    /// <summary>Null does as the gateway does.</summary>
    public ProtectionMode? Protection { get; init; }

    public PoolLimitsConfig Limits { get; init; } = new();

    /// <summary>Idle connections that each worker keeps to each server.</summary>
    public int MaximumIdleConnections { get; init; } = 256;

    /// <summary>Closes idle connections to servers after this time; shorter than the servers' own keep-alive avoids races.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(50);
}
