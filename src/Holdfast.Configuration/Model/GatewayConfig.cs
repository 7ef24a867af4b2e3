namespace Holdfast.Configuration;

/// <summary>Everything an operator can write. Absent sections have safe defaults; durations are TimeSpans, sizes bytes.</summary>
public sealed record GatewayConfig
{
    /// <summary>Addresses that clients connect to.</summary>
    public IReadOnlyList<ListenerConfig> Listeners { get; init; } = [];

    /// <summary>Which requests go where; the most specific match wins, ties by order.</summary>
    public IReadOnlyList<RouteConfig> Routes { get; init; } = [];

    /// <summary>Servers that answer the same, by name.</summary>
    public IReadOnlyDictionary<string, PoolConfig> Pools { get; init; } = new Dictionary<string, PoolConfig>(StringComparer.Ordinal);

    /// <summary>HTTP API for operators, metrics, health of the gateway itself.</summary>
    public AdminConfig Admin { get; init; } = new();

    public TimeoutsConfig Timeouts { get; init; } = new();

    public ForwardingConfig Forwarding { get; init; } = new();

    /// <summary>One JSON line a request; off unless a path is written.</summary>
    public AccessLogConfig AccessLog { get; init; } = new();

    /// <summary>What is sent out, beside what may be fetched.</summary>
    public TelemetryConfig Telemetry { get; init; } = new();

    /// <summary>Overload protection: on unless somebody says off.</summary>
    public ProtectionConfig Protection { get; init; } = new();

    public LimitsConfig Limits { get; init; } = new();

    /// <summary>Worker threads; 0 means one for each processor.</summary>
    public int Workers { get; init; }
}
