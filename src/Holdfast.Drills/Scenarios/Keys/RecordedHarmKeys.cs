using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class RecordedHarmKeys
{
    public static RecordKeys<RecordedHarm> Keys { get; } = new(
        "RecordedHarm",
        "recorded",
        new RecordedHarm(),
        new PropertyKey<RecordedHarm, int>("atLeast", nameof(RecordedHarm.AtLeast), new PercentKind(), harm => harm.AtLeast, (harm, value) => harm with { AtLeast = value })
        {
            Meaning = "Part of the requests that failed or were refused that day.",
            Default = "not known",
        },
        new PropertyKey<RecordedHarm, int>("atMost", nameof(RecordedHarm.AtMost), new PercentKind(), harm => harm.AtMost, (harm, value) => harm with { AtMost = value })
        {
            Meaning = "The same with those that were answered later than the deadline.",
            Default = "not known",
        })
    {
        Meaning = "What went wrong in the trouble when it was real: a run on the configuration of that day that is far from it is another outage.",
        Example = "{ atLeast: 25%, atMost: 31% }",
    };
}
