using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class MatchKeys
{
    public static RecordKeys<MatchConfig> Keys { get; } = new(
        "Match",
        "match",
        new MatchConfig(),
        new PropertyKey<MatchConfig, string>("host", nameof(MatchConfig.Host), new TextKind("shop.example.com"), config => config.Host, (config, value) => config with { Host = value })
        {
            Meaning = "Exact name, or \"*.example.com\" (in quotes): any depth below, not the name itself. Without port, compared without case.",
            Default = "every host",
        },
        new PropertyKey<MatchConfig, string>("path", nameof(MatchConfig.Path), new TextKind("/checkout/*"), config => config.Path, (config, value) => config with { Path = value })
        {
            Meaning = "Exact (/a), prefix on a segment border (/a/*), or glob: * within a segment, ** across segments (/a/*/b, /img/**.png).",
            Default = "every path",
        },
        new PropertyKey<MatchConfig, IReadOnlyList<string>>("method", nameof(MatchConfig.Methods), new ListKind<string>(new TextKind("GET")), config => config.Methods, (config, value) => config with { Methods = value })
        {
            Meaning = "One method or several; capital letters as in the request.",
            Default = "every method",
            Example = "[GET, HEAD]",
        },
        new PropertyKey<MatchConfig, IReadOnlyDictionary<string, string>>("headers", nameof(MatchConfig.Headers),
            new MapKind<string>(new TextKind("yes"), "header", StringComparer.OrdinalIgnoreCase), config => config.Headers, (config, value) => config with { Headers = value })
        {
            Meaning = "Header name to value, compared with case; \"*\" (in quotes) means present with any value.",
            Example = "{ X-Canary: \"1\" }",
        })
    {
        Meaning = "All that is written must hold; what is not written always holds.",
        Example = "{ path: /checkout/* }",
    };
}
