using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class BalanceKeys
{
    public static RecordKeys<BalanceConfig> Keys { get; } = new(
        "Balance",
        "balance",
        new BalanceConfig(),
        new PropertyKey<BalanceConfig, BalancePolicy>("policy", nameof(BalanceConfig.Policy), Words.BalancePolicy, config => config.Policy, (config, value) => config with { Policy = value })
        {
            Meaning = "How a server is chosen.",
            Example = "consistent-hash",
        },
        new PropertyKey<BalanceConfig, HashSource>("hashOn", nameof(BalanceConfig.HashOn), Words.HashSource, config => config.HashOn, (config, value) => config with { HashOn = value })
        {
            Meaning = "For consistent-hash: what is hashed.",
            Example = "header",
        },
        new PropertyKey<BalanceConfig, string>("hashName", nameof(BalanceConfig.HashName), new TextKind("X-Customer"), config => config.HashName, (config, value) => config with { HashName = value })
        {
            Meaning = "For consistent-hash on header or cookie: its name, which is then required.",
        })
    {
        Meaning = "How a server is chosen. A plain text in place of the mapping is the policy.",
        Example = "round-robin",
        Shorthand = "policy",
    };
}
