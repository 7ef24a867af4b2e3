using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class StickyKeys
{
    public static RecordKeys<StickyConfig> Keys { get; } = new(
        "Sticky",
        "sticky",
        new StickyConfig(),
        new PropertyKey<StickyConfig, string>("cookie", nameof(StickyConfig.Cookie), new TextKind("holdfast"), config => config.Cookie, (config, value) => config with { Cookie = value })
        {
            Meaning = "Cookie name. The value is an opaque server token, never an address.",
        },
        new PropertyKey<StickyConfig, TimeSpan>("maximumAge", nameof(StickyConfig.MaximumAge), new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromDays(400)),
            config => config.MaximumAge, (config, value) => config with { MaximumAge = value })
        {
            Meaning = "Max-Age of the cookie.",
            Default = "until the browser closes",
            Example = "1h",
        })
    {
        Meaning = "Keeps a client at the server that first answered it. `sticky: {}` takes the defaults.",
        Example = "{ cookie: holdfast }",
    };
}
