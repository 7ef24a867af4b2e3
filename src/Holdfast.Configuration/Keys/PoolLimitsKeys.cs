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
            Meaning = "Least limit of requests in flight to one server that is well: what is measured never lowers it further, holdfast limit may. Higher than what a server can bear takes its protection away.",
            Example = "4",
        },
        new PropertyKey<PoolLimitsConfig, int>("maximum", nameof(PoolLimitsConfig.Maximum), new IntegerKind(0, LimitMaximum), config => config.Maximum, (config, value) => config with { Maximum = value })
        {
            Meaning = "Greatest limit of requests in flight to one server: what is measured never raises it further, nor may holdfast limit; 0 leaves it to what is measured, 10000 at most.",
            Example = "200",
        },
        new PropertyKey<PoolLimitsConfig, int>("connections", nameof(PoolLimitsConfig.Connections), new IntegerKind(0, LimitMaximum), config => config.Connections, (config, value) => config with { Connections = value })
        {
            Meaning = "Connections to one server at once, idle ones, probes and those of all workers together; 0 means no bound. Write what the server accepts: one place "
                + "is kept for the probes, and with 1 requests and probes take turns.",
            Example = "100",
        },
        new PropertyKey<PoolLimitsConfig, int>("sessions", nameof(PoolLimitsConfig.Sessions), new IntegerKind(0, LimitMaximum), config => config.Sessions, (config, value) => config with { Sessions = value })
        {
            Meaning = "Sessions (WebSockets) of one server at once, those of all workers together, from the upgrade to the end; who comes when every server is full is "
                + "refused at once. 0 means no bound of its own: where connections are bounded, sessions may hold nine tenths of them, one at least. Beside connections "
                + "it must be at least two below them: one is left for the probes, one for requests.",
            Example = "40",
        })
    {
        Meaning = "What one server of the pool may be given at once: bounds for the limit of requests that the gateway finds out by itself, and for connections and sessions.",
        Example = "{ maximum: 200 }",
    };
}
