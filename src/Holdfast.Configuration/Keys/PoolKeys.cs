using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class PoolKeys
{
    public static RecordKeys<PoolConfig> Keys { get; } = new(
        "Pool",
        "pools",
        new PoolConfig(),
        new PropertyKey<PoolConfig, IReadOnlyList<ServerConfig>>("servers", nameof(PoolConfig.Servers),
            new ListKind<ServerConfig>(new RecordKind<ServerConfig>(ServerKeys.Keys)), config => config.Servers, (config, value) => config with { Servers = value })
        {
            IsRequired = true,
            Meaning = "The servers, in the order that policy first prefers.",
            Example = "[\"10.0.0.11:8000\", \"10.0.0.12:8000\"]",
        },
        new PropertyKey<PoolConfig, BalanceConfig>("balance", nameof(PoolConfig.Balance), new RecordKind<BalanceConfig>(BalanceKeys.Keys), config => config.Balance, (config, value) => config with { Balance = value })
        {
            Meaning = "How a server is chosen among those that are available: the name of a policy, or a mapping.",
            Default = "least-requests",
            Example = "round-robin",
        },
        new PropertyKey<PoolConfig, StickyConfig>("sticky", nameof(PoolConfig.Sticky), new RecordKind<StickyConfig>(StickyKeys.Keys), config => config.Sticky, (config, value) => config with { Sticky = value })
        {
            Meaning = "Keeps a client at the server that first answered it, by a cookie that the gateway sets.",
            Default = "off",
        },
        new PropertyKey<PoolConfig, HealthConfig>("health", nameof(PoolConfig.Health), new RecordKind<HealthConfig>(HealthKeys.Keys), config => config.Health, (config, value) => config with { Health = value })
        {
            Meaning = "Active probes.",
            Default = "servers are judged by real traffic alone",
        },
        new PropertyKey<PoolConfig, ProtectionMode>("protection", nameof(PoolConfig.Protection), Words.ProtectionMode, config => config.Protection, (config, value) => config with { Protection = value })
        {
            Meaning = "Overload protection of this pool; off behaves like a plain balancer that queues without end.",
            Default = "that of the gateway",
            Example = "off",
        },
        new PropertyKey<PoolConfig, PoolLimitsConfig>("limits", nameof(PoolConfig.Limits), new RecordKind<PoolLimitsConfig>(PoolLimitsKeys.Keys),
            config => config.Limits, (config, value) => config with { Limits = value })
        {
            Meaning = "What one server of the pool may be given at once: bounds for the limit that the gateway finds out by itself, and for connections and sessions.",
        },
        new PropertyKey<PoolConfig, int>("maximumIdleConnections", nameof(PoolConfig.MaximumIdleConnections), new IntegerKind(0, 65535),
            config => config.MaximumIdleConnections, (config, value) => config with { MaximumIdleConnections = value })
        {
            Meaning = "Idle connections that each worker keeps to each server; 0 keeps none.",
            Example = "256",
        },
        new PropertyKey<PoolConfig, TimeSpan>("idleTimeout", nameof(PoolConfig.IdleTimeout), Durations.Idle, config => config.IdleTimeout, (config, value) => config with { IdleTimeout = value })
        {
            Meaning = "Closes idle connections to servers after this time. Shorter than the servers' own keep-alive avoids races.",
            Example = "50s",
        })
    {
        Meaning = "Servers that answer the same. The name is of letters, digits, '-', '_' and '.'.",
        Example = "{ servers: [\"10.0.0.11:8000\"] }",
    };
}
