using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class HeaderRulesKeys
{
    public static RecordKeys<HeaderRulesConfig> Keys { get; } = new(
        "HeaderRules",
        "requestHeaders and responseHeaders",
        new HeaderRulesConfig(),
        new PropertyKey<HeaderRulesConfig, IReadOnlyDictionary<string, string>>("set", nameof(HeaderRulesConfig.Set),
            new MapKind<string>(new TextKind("text", mayBeEmpty: true), "header", StringComparer.OrdinalIgnoreCase), config => config.Set, (config, value) => config with { Set = value })
        {
            Meaning = "Replaces the field or adds it. Framing and connection fields may not be set.",
            Example = "{ X-Site: berlin }",
        },
        new PropertyKey<HeaderRulesConfig, IReadOnlyList<string>>("remove", nameof(HeaderRulesConfig.Remove), new ListKind<string>(new TextKind("X-Debug")),
            config => config.Remove, (config, value) => config with { Remove = value })
        {
            Meaning = "Removes every field with the name.",
        })
    {
        Meaning = "Changes to a header while it passes.",
        Example = "{ set: { X-Site: berlin }, remove: [X-Debug] }",
    };
}
