using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class LimitsKeys
{
    public static RecordKeys<LimitsConfig> Keys { get; } = new(
        "Limits",
        "limits",
        new LimitsConfig(),
        new PropertyKey<LimitsConfig, int>("maximumClients", nameof(LimitsConfig.MaximumClients), new IntegerKind(0, 10_000_000), config => config.MaximumClients, (config, value) => config with { MaximumClients = value })
        {
            Meaning = "Client connections at once; 0 computes it from the descriptor limit of the process.",
            Example = "20000",
        },
        new PropertyKey<LimitsConfig, long>("maximumBody", nameof(LimitsConfig.MaximumBody), new SizeKind(1, 1L << 50, mayBeZero: true), config => config.MaximumBody, (config, value) => config with { MaximumBody = value })
        {
            Meaning = "Largest request body; 0 means no bound. Bodies are streamed, never held.",
            Example = "1GiB",
        })
    {
        Meaning = "Bounds of the whole gateway.",
        Example = "{ maximumBody: 1GiB }",
    };
}
