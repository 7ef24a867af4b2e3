namespace Holdfast.Configuration.Keys;

/// <summary>Every record that can be written, in the order of the reference page.</summary>
internal static class KeyRegistry
{
    public static IReadOnlyList<RecordKeys> All { get; } =
    [
        GatewayKeys.Keys,
        ListenerKeys.Keys,
        RouteKeys.Keys,
        MatchKeys.Keys,
        HeaderRulesKeys.Keys,
        RateLimitKeys.Keys,
        PoolKeys.Keys,
        ServerKeys.Keys,
        BalanceKeys.Keys,
        StickyKeys.Keys,
        HealthKeys.Keys,
        PoolLimitsKeys.Keys,
        AdminKeys.Keys,
        TokenKeys.Keys,
        TimeoutsKeys.Keys,
        ForwardingKeys.Keys,
        AccessLogKeys.Keys,
        TelemetryKeys.Keys,
        TelemetryKeys.Otlp,
        TelemetryKeys.Traces,
        LimitsKeys.Keys,
        ProtectionKeys.Keys,
    ];
}
