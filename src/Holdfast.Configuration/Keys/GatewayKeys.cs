using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class GatewayKeys
{
    public static RecordKeys<GatewayConfig> Keys { get; } = new(
        "Gateway",
        "the top level",
        new GatewayConfig(),
        new PropertyKey<GatewayConfig, IReadOnlyList<ListenerConfig>>("listeners", nameof(GatewayConfig.Listeners),
            new ListKind<ListenerConfig>(new RecordKind<ListenerConfig>(ListenerKeys.Keys)), config => config.Listeners, (config, value) => config with { Listeners = value })
        {
            IsRequired = true,
            Meaning = "Addresses that clients connect to.",
            Example = "[{ address: \"0.0.0.0:8080\" }]",
        },
        new PropertyKey<GatewayConfig, IReadOnlyList<RouteConfig>>("routes", nameof(GatewayConfig.Routes),
            new ListKind<RouteConfig>(new RecordKind<RouteConfig>(RouteKeys.Keys)), config => config.Routes, (config, value) => config with { Routes = value })
        {
            IsRequired = true,
            Meaning = "Which requests go where. The most specific match wins; of equal ones the first.",
            Example = "[{ pool: shop }]",
        },
        new PropertyKey<GatewayConfig, IReadOnlyDictionary<string, PoolConfig>>("pools", nameof(GatewayConfig.Pools),
            new MapKind<PoolConfig>(new RecordKind<PoolConfig>(PoolKeys.Keys), "name", StringComparer.Ordinal), config => config.Pools, (config, value) => config with { Pools = value })
        {
            IsRequired = true,
            Meaning = "Servers that answer the same, by name.",
            Example = "{ shop: { servers: [\"10.0.0.11:8000\"] } }",
        },
        new PropertyKey<GatewayConfig, AdminConfig>("admin", nameof(GatewayConfig.Admin), new RecordKind<AdminConfig>(AdminKeys.Keys), config => config.Admin, (config, value) => config with { Admin = value })
        {
            Meaning = "HTTP API for operators: state, metrics, health of the gateway itself.",
        },
        new PropertyKey<GatewayConfig, TimeoutsConfig>("timeouts", nameof(GatewayConfig.Timeouts), new RecordKind<TimeoutsConfig>(TimeoutsKeys.Keys),
            config => config.Timeouts, (config, value) => config with { Timeouts = value })
        {
            Meaning = "How long each step may take.",
        },
        new PropertyKey<GatewayConfig, ForwardingConfig>("forwarding", nameof(GatewayConfig.Forwarding), new RecordKind<ForwardingConfig>(ForwardingKeys.Keys),
            config => config.Forwarding, (config, value) => config with { Forwarding = value })
        {
            Meaning = "What servers are told about the client.",
        },
        new PropertyKey<GatewayConfig, AccessLogConfig>("accessLog", nameof(GatewayConfig.AccessLog), new RecordKind<AccessLogConfig>(AccessLogKeys.Keys),
            config => config.AccessLog, (config, value) => config with { AccessLog = value })
        {
            Meaning = "One JSON line a request; off unless a path is written.",
        },
        new PropertyKey<GatewayConfig, TelemetryConfig>("telemetry", nameof(GatewayConfig.Telemetry), new RecordKind<TelemetryConfig>(TelemetryKeys.Keys),
            config => config.Telemetry, (config, value) => config with { Telemetry = value })
        {
            Meaning = "Metrics and traces to an OpenTelemetry collector; off unless an address is written.",
        },
        new PropertyKey<GatewayConfig, ProtectionConfig>("protection", nameof(GatewayConfig.Protection), new RecordKind<ProtectionConfig>(ProtectionKeys.Keys),
            config => config.Protection, (config, value) => config with { Protection = value })
        {
            Meaning = "Overload protection: adaptive limits, bounded queues, shedding by importance. off behaves like a plain balancer.",
            Default = "on",
        },
        new PropertyKey<GatewayConfig, LimitsConfig>("limits", nameof(GatewayConfig.Limits), new RecordKind<LimitsConfig>(LimitsKeys.Keys), config => config.Limits, (config, value) => config with { Limits = value })
        {
            Meaning = "Bounds of the whole gateway.",
        },
        new PropertyKey<GatewayConfig, int>("workers", nameof(GatewayConfig.Workers), new IntegerKind(0, 1024), config => config.Workers, (config, value) => config with { Workers = value })
        {
            Meaning = "Worker threads; 0 means one for each processor.",
            Example = "2",
        })
    {
        Meaning = "The top level of the file.",
    };
}
