using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class ProtectionKeys
{
    public static RecordKeys<ProtectionConfig> Keys { get; } = new(
        "Protection",
        "protection",
        new ProtectionConfig(),
        new PropertyKey<ProtectionConfig, ProtectionMode>("mode", nameof(ProtectionConfig.Mode), Words.ProtectionMode, config => config.Mode, (config, value) => config with { Mode = value })
        {
            Meaning = "Whether servers are protected from more than they can serve. A pool's own protection counts before it.",
            Example = "off",
        },
        new PropertyKey<ProtectionConfig, ClientKey>("client", nameof(ProtectionConfig.Client), new ClientKeyKind(allowsRoute: false), config => config.Client, (config, value) => config with { Client = value })
        {
            Meaning = "Whose requests are one client's when shares are to be fair: client (address; of IPv6 the network of 64 bits), network (24 bits of IPv4), key "
                + "(X-Api-Key, else Authorization), or the value of a header or cookie. A request without it counts for its address. Name only what your service checks: "
                + "who may write what he likes is as many clients as he likes.",
            Example = "cookie:session",
        },
        new PropertyKey<ProtectionConfig, string>("alternative", nameof(ProtectionConfig.Alternative),
            new TextKind("Your work can be reached with ssh work.example.org"), config => config.Alternative, (config, value) => config with { Alternative = value })
        {
            Meaning = "Another way in for users while requests are shed or no server answers: one line of at most 400 bytes, shown in the gateway's own page and problem.",
        },
        new PropertyKey<ProtectionConfig, string>("page", nameof(ProtectionConfig.Page), new TextKind("<p>Please come back in a minute.</p>"), config => config.Page, (config, value) => config with { Page = value })
        {
            Meaning = "HTML itself, not the name of a file, that browsers get when their request is shed, finds no server or its server fails before it answers; at most 12 KiB.",
            Default = "a short page of the gateway",
        },
        new PropertyKey<ProtectionConfig, string>("problem", nameof(ProtectionConfig.Problem), new TextKind("'{\"title\":\"busy\"}'"), config => config.Problem, (config, value) => config with { Problem = value })
        {
            Meaning = "JSON object (RFC 9457) that all others get then; at most 4 KiB.",
            Default = "type, title, status, detail, reason and the alternative",
        })
    {
        Meaning = "Overload protection. A plain on or off in place of the mapping is the mode.",
        Example = "on",
        Shorthand = "mode",
    };
}
