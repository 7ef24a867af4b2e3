using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class ServerKeys
{
    public static RecordKeys<ServerConfig> Keys { get; } = new(
        "Server",
        "servers",
        new ServerConfig { Address = "" },
        new PropertyKey<ServerConfig, string>("address", nameof(ServerConfig.Address), new TextKind("10.0.0.11:8000"), config => config.Address, (config, value) => config with { Address = value })
        {
            IsRequired = true,
            Meaning = "IP address or name, and port: 10.0.0.11:8000, \"[fd00::1]:8000\", app.internal:8000. A name with several addresses is several servers.",
        },
        new PropertyKey<ServerConfig, int>("weight", nameof(ServerConfig.Weight), new IntegerKind(0, 1000), config => config.Weight, (config, value) => config with { Weight = value })
        {
            Meaning = "Share relative to the pool's other servers; 0 takes no new requests.",
            Example = "50",
        },
        new PropertyKey<ServerConfig, string>("name", nameof(ServerConfig.Name), new TextKind("blue-1"), config => config.Name, (config, value) => config with { Name = value })
        {
            Meaning = "Name in metrics and logs, and for holdfast limit and drain. Where the address is a name with several addresses, the servers are called NAME/ADDRESS: "
                + "blue-1/10.0.0.11:8000. When one address becomes several, or several one, those that stay have another name and count as new. Without a name here they are "
                + "always called so, app.internal:8000/10.0.0.11:8000, and stay what they are.",
            Default = "the address",
        })
    {
        Meaning = "One address that answers requests. A plain text in place of the mapping is the address.",
        Example = "\"10.0.0.11:8000\"",
        Shorthand = "address",
    };
}
