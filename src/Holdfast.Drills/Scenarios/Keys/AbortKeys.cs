using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class AbortKeys
{
    public static RecordKeys<AbortRule> Keys { get; } = new(
        "Abort",
        "abort",
        new AbortRule(),
        new PropertyKey<AbortRule, TimeSpan>("after", nameof(AbortRule.After), new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), rule => rule.After, (rule, value) => rule with { After = value })
        {
            Meaning = "Longest that the run may take, counted from the first request.",
        },
        new PropertyKey<AbortRule, long>("availableMemory", nameof(AbortRule.AvailableMemory), new SizeKind(0, 1L << 40), rule => rule.AvailableMemory, (rule, value) => rule with { AvailableMemory = value })
        {
            Meaning = "Memory that must stay available on the machine.",
            Example = "256MiB",
        })
    {
        Meaning = "When the drill must not go on.",
        Example = "{ after: 5m }",
    };
}
