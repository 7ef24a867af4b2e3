using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class AdminKeys
{
    public static RecordKeys<AdminConfig> Keys { get; } = new(
        "Admin",
        "admin",
        new AdminConfig(),
        new PropertyKey<AdminConfig, string>("address", nameof(AdminConfig.Address), new TextKind("127.0.0.1:9900"), config => config.Address, (config, value) => config with { Address = value })
        {
            Meaning = "IP address and port of the HTTP API. Any address but loopback demands tokens.",
        },
        new PropertyKey<AdminConfig, bool>("enabled", nameof(AdminConfig.Enabled), new BooleanKind(), config => config.Enabled, (config, value) => config with { Enabled = value })
        {
            Meaning = "Whether the API is there at all.",
            Example = "false",
        },
        new PropertyKey<AdminConfig, IReadOnlyList<string>>("allowedHosts", nameof(AdminConfig.AllowedHosts), new ListKind<string>(new TextKind("gateway.internal")),
            config => config.AllowedHosts, (config, value) => config with { AllowedHosts = value })
        {
            Meaning = "Host names that requests may carry besides the address itself and localhost; protects against DNS rebinding.",
        },
        new PropertyKey<AdminConfig, IReadOnlyList<TokenConfig>>("tokens", nameof(AdminConfig.Tokens),
            new ListKind<TokenConfig>(new RecordKind<TokenConfig>(TokenKeys.Keys)), config => config.Tokens, (config, value) => config with { Tokens = value })
        {
            IsSecret = true,
            Meaning = "Who may use the API. Without tokens everyone on this machine may.",
        })
    {
        Meaning = "The HTTP API for operators.",
        Example = "{ address: 127.0.0.1:9900 }",
    };
}
