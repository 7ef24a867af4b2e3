using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class PoolLimitsKeys
{
    // What fits into the one word that workers and processes share for each server, less the value that means none. No machine has ports
    // for more connections to one address.
    private const int LimitMaximum = (1 << 16) - 2;

    public static RecordKeys<PoolLimitsConfig> Keys { get; } = new(
        "PoolLimits",
        "pools.*.limits",
        new PoolLimitsConfig(),
        new PropertyKey<PoolLimitsConfig, int>("minimum", nameof(PoolLimitsConfig.Minimum), new IntegerKind(1, LimitMaximum), config => config.Minimum, (config, value) => config with { Minimum = value })
        {
            Meaning = "The limit of requests in flight to one server never goes below. Higher than what a server can bear takes its protection away.",
            Example = "4",
        },
        new PropertyKey<PoolLimitsConfig, int>("maximum", nameof(PoolLimitsConfig.Maximum), new IntegerKind(0, LimitMaximum), config => config.Maximum, (config, value) => config with { Maximum = value })
        {
            Meaning = "The limit of requests in flight to one server never goes above; 0 leaves it to what is measured.",
            Example = "200",
        },
        new PropertyKey<PoolLimitsConfig, int>("connections", nameof(PoolLimitsConfig.Connections), new IntegerKind(0, LimitMaximum), config => config.Connections, (config, value) => config with { Connections = value })
        {
            Meaning = "Connections to one server at once, idle ones, probes and those of all workers together; 0 means no bound. Write what the server accepts: one place is kept for the probes, and with 1 requests and probes take turns.",
            Example = "100",
        },
        new PropertyKey<PoolLimitsConfig, int>("sessions", nameof(PoolLimitsConfig.Sessions), new IntegerKind(0, LimitMaximum), config => config.Sessions, (config, value) => config with { Sessions = value })
        {
            Meaning = "Sessions (WebSockets) of one server at once, those of all workers together, from the upgrade to the end; who comes when every server is full is refused at once. 0 means no bound, but that where connections are bounded a tenth of them, and one at least, is left for requests. With connections it must be two below them, for one is left for the probes and one for requests.",
            Example = "40",
        })
    {
        Meaning = "Bounds for the limits that the gateway finds out by itself.",
        Example = "{ maximum: 200 }",
    };
}
