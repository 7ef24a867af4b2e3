using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class ForwardingKeys
{
    public static RecordKeys<ForwardingConfig> Keys { get; } = new(
        "Forwarding",
        "forwarding",
        new ForwardingConfig(),
        new PropertyKey<ForwardingConfig, ForwardedStyle>("style", nameof(ForwardingConfig.Style), Words.ForwardedStyle, config => config.Style, (config, value) => config with { Style = value })
        {
            Meaning = "Which fields tell the server about the client.",
            Example = "forwarded",
        },
        new PropertyKey<ForwardingConfig, IReadOnlyList<string>>("trustedProxies", nameof(ForwardingConfig.TrustedProxies), new ListKind<string>(new TextKind("10.0.0.0/8")), config => config.TrustedProxies, (config, value) => config with { TrustedProxies = value })
        {
            Meaning = "Addresses or networks (CIDR) whose forwarding headers are believed and extended; from all others they are replaced.",
        },
        new PropertyKey<ForwardingConfig, bool>("requestId", nameof(ForwardingConfig.RequestId), new BooleanKind(), config => config.RequestId, (config, value) => config with { RequestId = value })
        {
            Meaning = "Adds X-Request-Id where a trusted proxy has not set one.",
            Example = "false",
        })
    {
        Meaning = "What servers are told about the client.",
        Example = "{ style: forwarded }",
    };
}
