using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class OriginKeys
{
    public static RecordKeys<ScenarioOrigin> Keys { get; } = new(
        "Origin",
        "origins",
        new ScenarioOrigin(),
        new PropertyKey<ScenarioOrigin, string>("name", nameof(ScenarioOrigin.Name), new TextKind("a"), origin => origin.Name, (origin, value) => origin with { Name = value })
        {
            IsRequired = true,
            Meaning = "Short name for faults and charts.",
        },
        new PropertyKey<ScenarioOrigin, int>("capacity", nameof(ScenarioOrigin.Capacity), new IntegerKind(1, 1_000_000), origin => origin.Capacity, (origin, value) => origin with { Capacity = value })
        {
            IsRequired = true,
            Meaning = "What the server can do well, in the scenario's unit.",
            Example = "160",
        },
        new PropertyKey<ScenarioOrigin, int>("weight", nameof(ScenarioOrigin.Weight), new IntegerKind(0, 256), origin => origin.Weight, (origin, value) => origin with { Weight = value })
        {
            Meaning = "{WEIGHT} in the gateway's configuration.",
        },
        new PropertyKey<ScenarioOrigin, string>("address", nameof(ScenarioOrigin.Address), new TextKind("127.0.1.1:18000"), origin => origin.Address, (origin, value) => origin with { Address = value })
        {
            Meaning = "Where it serves.",
            Default = "127.0.1.N:18000 for the Nth",
        },
        new PropertyKey<ScenarioOrigin, string>("control", nameof(ScenarioOrigin.Control), new TextKind("127.0.1.1:19000"), origin => origin.Control, (origin, value) => origin with { Control = value })
        {
            Meaning = "Where the drill speaks to it.",
            Default = "127.0.1.N:19000 for the Nth",
        },
        new PropertyKey<ScenarioOrigin, IReadOnlyDictionary<string, string>>("options", nameof(ScenarioOrigin.Options), TextMap.Of("option", "exp:25ms"),
            origin => origin.Options, (origin, value) => origin with { Options = value })
        {
            Meaning = "Options of `holdfast origin` without the dashes.",
            Example = "{ service: \"exp:25ms\", workers: 4 }",
        })
    {
        Meaning = "A server of the drill, in a process of its own.",
        Example = "{ name: a, capacity: 160, options: { service: \"exp:25ms\", workers: 4 } }",
    };
}
