using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class RateLimitKeys
{
    public static RecordKeys<RateLimitConfig> Keys { get; } = new(
        "RateLimit",
        "rateLimits",
        new RateLimitConfig(),
        new PropertyKey<RateLimitConfig, RequestRate>("rate", nameof(RateLimitConfig.Rate), new RateKind(), config => config.Rate, (config, value) => config with { Rate = value })
        {
            Meaning = "Requests in a second (s), minute (m), hour (h) or day (d), counted as per says. What is beyond it is answered 429 with the time until the next one "
                + "is allowed. An entry has a rate, a concurrency or both.",
            Default = "no bound",
            Example = "100/s",
        },
        new PropertyKey<RateLimitConfig, int>("burst", nameof(RateLimitConfig.Burst), new IntegerKind(1, 1_000_000), config => config.Burst, (config, value) => config with { Burst = value })
        {
            Meaning = "Requests that may come at once after a pause; only beside rate.",
            Default = "what rate allows in a second, 1 at least",
            Example = "200",
        },
        new PropertyKey<RateLimitConfig, int>("concurrency", nameof(RateLimitConfig.Concurrency), new IntegerKind(0, 65_535), config => config.Concurrency, (config, value) => config with { Concurrency = value })
        {
            Meaning = "Requests that may wait or be served at the same time, counted as per says; one more is answered 429. 0 means no bound.",
            Example = "10",
        },
        new PropertyKey<RateLimitConfig, ClientKey>("per", nameof(RateLimitConfig.Per), new ClientKeyKind(allowsRoute: true), config => config.Per, (config, value) => config with { Per = value })
        {
            Meaning = "Whose requests are counted together: client (address; of IPv6 the network of 64 bits), network (24 bits of IPv4), key (X-Api-Key, else "
                + "Authorization), the value of a header or cookie, or route (everybody). A request without the header, cookie or key counts for its address. Behind a proxy of forwarding.trustedProxies the address is "
                + "the last one in X-Forwarded-For, which that proxy has written; where that is none, the proxy's own.",
            Example = "header:X-Customer",
        },
        new PropertyKey<RateLimitConfig, bool>("dryRun", nameof(RateLimitConfig.DryRun), new BooleanKind(), config => config.DryRun, (config, value) => config with { DryRun = value })
        {
            Meaning = "Count what would be refused, and let it pass: holdfast_route_rate_limit_dry_run_total, and a line of the status.",
            Example = "true",
        })
    {
        Meaning = "A bound for the requests of a route. Fair shares among clients need none: this is for what was agreed with them. A rate takes 256 KiB of memory "
            + "and a concurrency 1 MiB, however few clients come (per: route next to nothing), and twice that for a moment while a reload changes it. Each process "
            + "counts for itself: in a takeover every client begins with a full bucket at the successor, and concurrency: 10 allows up to 20 while both serve.",
        Example = "{ rate: 100/s, burst: 200, per: client }",
    };
}
