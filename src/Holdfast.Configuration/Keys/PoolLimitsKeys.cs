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
            Meaning = "Connections to one server at once, idle ones and those of all workers together; 0 means no bound. Write what the server accepts.",
            Example = "100",
        })
    {
        Meaning = "Bounds for the limits that the gateway finds out by itself.",
        Example = "{ maximum: 200 }",
    };
}
