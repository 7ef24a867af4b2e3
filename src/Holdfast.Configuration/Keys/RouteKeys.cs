using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class RouteKeys
{
    public static RecordKeys<RouteConfig> Keys { get; } = new(
        "Route",
        "routes",
        new RouteConfig { Pool = "" },
        new PropertyKey<RouteConfig, string>("name", nameof(RouteConfig.Name), new TextKind("checkout"), config => config.Name, (config, value) => config with { Name = value })
        {
            Meaning = "Name in metrics and logs.",
            Default = "made of the match",
        },
        new PropertyKey<RouteConfig, MatchConfig>("match", nameof(RouteConfig.Match), new RecordKind<MatchConfig>(MatchKeys.Keys), config => config.Match, (config, value) => config with { Match = value })
        {
            Meaning = "Which requests the route takes.",
            Default = "every request",
        },
        new PropertyKey<RouteConfig, RequestClass>("class", nameof(RouteConfig.Class), Words.RequestClass, config => config.Class, (config, value) => config with { Class = value })
        {
            Meaning = "Importance when capacity is short.",
            Example = "critical",
        },
        new PropertyKey<RouteConfig, string>("pool", nameof(RouteConfig.Pool), new TextKind("shop"), config => config.Pool, (config, value) => config with { Pool = value })
        {
            IsRequired = true,
            Meaning = "Name of the pool that answers.",
        },
        new PropertyKey<RouteConfig, string>("stripPrefix", nameof(RouteConfig.StripPrefix), new TextKind("/api"), config => config.StripPrefix, (config, value) => config with { StripPrefix = value })
        {
            Meaning = "Removed from the front of the path before the request is forwarded, on a segment border. The match must make sure that the path starts with it.",
        },
        new PropertyKey<RouteConfig, HeaderRulesConfig>("requestHeaders", nameof(RouteConfig.RequestHeaders), new RecordKind<HeaderRulesConfig>(HeaderRulesKeys.Keys),
            config => config.RequestHeaders, (config, value) => config with { RequestHeaders = value })
        {
            Meaning = "Changes to the header that the server sees.",
        },
        new PropertyKey<RouteConfig, HeaderRulesConfig>("responseHeaders", nameof(RouteConfig.ResponseHeaders), new RecordKind<HeaderRulesConfig>(HeaderRulesKeys.Keys),
            config => config.ResponseHeaders, (config, value) => config with { ResponseHeaders = value })
        {
            Meaning = "Changes to the header that the client sees.",
        },
        new PropertyKey<RouteConfig, TimeSpan>("timeout", nameof(RouteConfig.Timeout), Durations.Total, config => config.Timeout, (config, value) => config with { Timeout = value })
        {
            Meaning = "Total deadline of an exchange on this route; 0 means no bound.",
            Default = "timeouts.total",
            Example = "30s",
        },
        new PropertyKey<RouteConfig, long>("maximumBody", nameof(RouteConfig.MaximumBody), new SizeKind(1, 1L << 50, mayBeZero: true), config => config.MaximumBody, (config, value) => config with { MaximumBody = value })
        {
            Meaning = "Largest request body on this route; 0 means no bound.",
            Default = "limits.maximumBody",
            Example = "10MiB",
        },
        new PropertyKey<RouteConfig, int>("maximumShare", nameof(RouteConfig.MaximumShare), new PercentKind(), config => config.MaximumShare, (config, value) => config with { MaximumShare = value })
        {
            Meaning = "Share of the pool's capacity that the route may use while other routes want it: of the time for which servers work at requests. When nobody else does it may "
                + "use everything. Keeps an expensive route from filling the pool.",
            Default = "no bound",
            Example = "40%",
        },
        new PropertyKey<RouteConfig, IReadOnlyList<RateLimitConfig>>("rateLimits", nameof(RouteConfig.RateLimits),
            new ListKind<RateLimitConfig>(new RecordKind<RateLimitConfig>(RateLimitKeys.Keys)), config => config.RateLimits, (config, value) => config with { RateLimits = value })
        {
            Meaning = "Bounds for what one client, or everybody together, may ask of this route. All of them hold: a request that one refuses costs the others nothing.",
        })
    {
        Meaning = "Sends matching requests to a pool.",
        Example = "{ match: { path: /* }, pool: shop }",
    };
}
