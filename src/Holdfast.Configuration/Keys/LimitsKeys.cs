using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class LimitsKeys
{
    public static RecordKeys<LimitsConfig> Keys { get; } = new(
        "Limits",
        "limits",
        new LimitsConfig(),
        new PropertyKey<LimitsConfig, int>("maximumClients", nameof(LimitsConfig.MaximumClients), new IntegerKind(0, 10_000_000), config => config.MaximumClients,
            (config, value) => config with { MaximumClients = value })
        {
            Meaning = "Client connections at once; 0 takes half of what the process may open (ulimit -n, less 256 for itself), because each may need a connection to a "
                + "server. Who comes beyond it is answered 503 and closed.",
            Example = "20000",
        },
        new PropertyKey<LimitsConfig, int>("maximumClientsPerAddress", nameof(LimitsConfig.MaximumClientsPerAddress), new IntegerKind(0, 10_000_000),
            config => config.MaximumClientsPerAddress, (config, value) => config with { MaximumClientsPerAddress = value })
        {
            Meaning = "Client connections at once from one address (of IPv6 one /64 network); 0 means half of all, and no bound for loopback. Trusted proxies have none.",
            Example = "500",
        },
        new PropertyKey<LimitsConfig, long>("maximumBody", nameof(LimitsConfig.MaximumBody), new SizeKind(1, 1L << 50, mayBeZero: true), config => config.MaximumBody,
            (config, value) => config with { MaximumBody = value })
        {
            Meaning = "Largest request body; 0 means no bound. Bodies are streamed, never held.",
            Example = "1GiB",
        })
    {
        Meaning = "Bounds of the whole gateway.",
        Example = "{ maximumBody: 1GiB }",
    };
}
