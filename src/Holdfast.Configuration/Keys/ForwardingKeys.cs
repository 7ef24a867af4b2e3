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
        new PropertyKey<ForwardingConfig, IReadOnlyList<string>>("trustedProxies", nameof(ForwardingConfig.TrustedProxies),
            new ListKind<string>(new TextKind("10.0.0.0/8")), config => config.TrustedProxies, (config, value) => config with { TrustedProxies = value })
        {
            Meaning = "Addresses or networks (CIDR) whose forwarding headers are believed and extended; from all others they are replaced.",
        },
        new PropertyKey<ForwardingConfig, bool>("requestId", nameof(ForwardingConfig.RequestId), new BooleanKind(), config => config.RequestId, (config, value) => config with { RequestId = value })
        {
            Meaning = "Adds X-Request-Id where a trusted proxy has not set one.",
            Example = "false",
        },
        new PropertyKey<ForwardingConfig, string>("classHeader", nameof(ForwardingConfig.ClassHeader), new TextKind("X-Request-Class"), config => config.ClassHeader,
            (config, value) => config with { ClassHeader = value })
        {
            Meaning = "Header in which trusted proxies say the class of a request (critical, default, best-effort, bulk; any other word is default). Without it the route's class counts. From all others it is removed.",
            Default = "none: a trusted proxy may pass on what its clients wrote",
        },
        new PropertyKey<ForwardingConfig, string>("deadlineHeader", nameof(ForwardingConfig.DeadlineHeader), new TextKind("X-Request-Deadline", mayBeEmpty: true),
            config => config.DeadlineHeader, (config, value) => config with { DeadlineHeader = value })
        {
            Meaning = "Header in which clients say how many milliseconds they wait, beside grpc-timeout; \"\" for none. It can only shorten the route's timeout. Servers "
                + "are told what is left, minus 5 ms. More than a day is passed on as it is.",
            Example = "X-Envoy-Expected-Rq-Timeout-Ms",
        })
    {
        Meaning = "What servers are told about the client.",
        Example = "{ style: forwarded }",
    };
}
