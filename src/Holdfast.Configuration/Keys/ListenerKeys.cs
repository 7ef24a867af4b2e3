using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class ListenerKeys
{
    public static RecordKeys<ListenerConfig> Keys { get; } = new(
        "Listener",
        "listeners",
        new ListenerConfig { Address = "" },
        new PropertyKey<ListenerConfig, string>("address", nameof(ListenerConfig.Address), new TextKind("0.0.0.0:8080"), config => config.Address, (config, value) => config with { Address = value })
        {
            IsRequired = true,
            Meaning = "IP address and port. 0.0.0.0 is every IPv4 address of the machine, [::] every IPv6 address; port 0 lets the kernel choose.",
        },
        new PropertyKey<ListenerConfig, string>("protocol", null, new ProtocolKind(), static _ => "http", (config, _) => config)
        {
            Meaning = "HTTP/1.1. Other protocols are refused with a finding.",
        },
        new PropertyKey<ListenerConfig, int>("backlog", nameof(ListenerConfig.Backlog), new IntegerKind(1, 65535), config => config.Backlog, (config, value) => config with { Backlog = value })
        {
            Meaning = "Connections that may wait to be accepted, for each worker. The kernel caps it at net.core.somaxconn.",
            Example = "4096",
        },
        new RefusedKey<ListenerConfig>("tls", "this version does not carry TLS yet", "Remove tls, and end TLS in front of Holdfast for now."),
        new RefusedKey<ListenerConfig>("tcp", "this version does not balance plain TCP yet", "Remove tcp; HTTP/1.1 is what a listener takes."))
    {
        Meaning = "An address that clients connect to. Every worker listens on it.",
        Example = "{ address: \"0.0.0.0:8080\" }",
    };
}
