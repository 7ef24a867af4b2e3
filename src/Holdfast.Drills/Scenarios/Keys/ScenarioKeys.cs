using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Drills.Load;

namespace Holdfast.Drills.Scenarios;

internal static class ScenarioKeys
{
    private static WordKind<CapacityUnit> Units { get; } = new(
        new Word<CapacityUnit>("requests", CapacityUnit.Requests, "requests answered well in a second"),
        new Word<CapacityUnit>("sessions", CapacityUnit.Sessions, "sessions held well at once"));

    public static RecordKeys<Scenario> Keys { get; } = new(
        "Scenario",
        "the top level",
        new Scenario(),
        new PropertyKey<Scenario, string>("title", nameof(Scenario.Title), new TextKind("A host dies"), scenario => scenario.Title, (scenario, value) => scenario with { Title = value })
        {
            IsRequired = true,
            Meaning = "One line for lists and reports.",
        },
        new PropertyKey<Scenario, string>("history", nameof(Scenario.History), new TextKind("It was a Tuesday."), scenario => scenario.History, (scenario, value) => scenario with { History = value.Trim() })
        {
            Meaning = "What happened when it was real, and what is looked for.",
        },
        new PropertyKey<Scenario, int>("seed", nameof(Scenario.Seed), new IntegerKind(0, int.MaxValue), scenario => (int)scenario.Seed, (scenario, value) => scenario with { Seed = (ulong)value })
        {
            Meaning = "Of all randomness: traffic and service times.",
        },
        new PropertyKey<Scenario, CapacityUnit>("unit", nameof(Scenario.Unit), Units, scenario => scenario.Unit, (scenario, value) => scenario with { Unit = value })
        {
            Meaning = "What capacity counts.",
        },
        new PropertyKey<Scenario, IReadOnlyList<ScenarioOrigin>>("origins", nameof(Scenario.Origins),
            new ListKind<ScenarioOrigin>(new RecordKind<ScenarioOrigin>(OriginKeys.Keys)), scenario => scenario.Origins, (scenario, value) => scenario with { Origins = value })
        {
            IsRequired = true,
            Meaning = "The servers.",
        },
        new PropertyKey<Scenario, GatewayPlan>("gateway", nameof(Scenario.Gateway), new RecordKind<GatewayPlan>(GatewayPlanKeys.Keys), scenario => scenario.Gateway, (scenario, value) => scenario with { Gateway = value })
        {
            Meaning = "The configuration that the gateway under test is given.",
        },
        Configurations(),
        new PropertyKey<Scenario, IReadOnlyList<TrafficClass>>("traffic", nameof(Scenario.Traffic), TrafficKeys.Classes, scenario => scenario.Traffic, (scenario, value) => scenario with { Traffic = value })
        {
            IsRequired = true,
            Meaning = "The classes of a traffic file.",
        },
        new PropertyKey<Scenario, IReadOnlyList<ScenarioPhase>>("phases", nameof(Scenario.Phases),
            new ListKind<ScenarioPhase>(new RecordKind<ScenarioPhase>(PhaseKeys.Keys)), scenario => scenario.Phases, (scenario, value) => scenario with { Phases = value })
        {
            IsRequired = true,
            Meaning = "The time line, one after the other.",
        },
        new PropertyKey<Scenario, IReadOnlyList<string>>("measured", nameof(Scenario.Measured), new ListKind<string>(new TextKind("surge")),
            scenario => scenario.Measured, (scenario, value) => scenario with { Measured = value })
        {
            Meaning = "Phases over which gateways are compared.",
            Default = "all",
        },
        Phase("trouble", nameof(Scenario.Trouble), "rush", "the first fault or measured phase",
            "Phase in which the trouble begins; detection is counted from its start.", scenario => scenario.Trouble, (scenario, value) => scenario with { Trouble = value }),
        Phase("recovery", nameof(Scenario.Recovery), "after", "none", "Phase that begins when the trouble ends; recovery is counted from its start.",
            scenario => scenario.Recovery, (scenario, value) => scenario with { Recovery = value }),
        Recorded(),
        Faults(),
        Expected(),
        new PropertyKey<Scenario, AbortRule>("abort", nameof(Scenario.Abort), new RecordKind<AbortRule>(AbortKeys.Keys), scenario => scenario.Abort, (scenario, value) => scenario with { Abort = value })
        {
            Meaning = "When the drill must not go on.",
        },
        new PropertyKey<Scenario, QuickPlan>("quick", nameof(Scenario.Quick), new RecordKind<QuickPlan>(QuickKeys.Keys), scenario => scenario.Quick, (scenario, value) => scenario with { Quick = value })
        {
            Meaning = "What --quick changes.",
        })
    {
        Meaning = "A drill: an outage on one page.",
        Example = "drills/dead-host.yaml",
    };

    private static PropertyKey<Scenario, RecordedHarm> Recorded() =>
        new("recorded", nameof(Scenario.Recorded), new RecordKind<RecordedHarm>(RecordedHarmKeys.Keys), scenario => scenario.Recorded, (scenario, value) => scenario with { Recorded = value })
        {
            Meaning = "What went wrong in the trouble when it was real.",
            Default = "not known",
        };

    private static PropertyKey<Scenario, IReadOnlyList<ScenarioExpectation>> Expected() =>
        new PropertyKey<Scenario, IReadOnlyList<ScenarioExpectation>>("expect", nameof(Scenario.Expectations),
            new ListKind<ScenarioExpectation>(new RecordKind<ScenarioExpectation>(ExpectationKeys.Keys)), scenario => scenario.Expectations, (scenario, value) => scenario with { Expectations = value })
        {
            IsRequired = true,
            Meaning = "What must hold.",
        };

    private static PropertyKey<Scenario, IReadOnlyList<Fault>> Faults() =>
        new PropertyKey<Scenario, IReadOnlyList<Fault>>("faults", nameof(Scenario.Faults), new ListKind<Fault>(new RecordKind<Fault>(FaultKeys.Keys)),
            scenario => scenario.Faults, (scenario, value) => scenario with { Faults = value })
        {
            Meaning = "What goes wrong, and when.",
        };

    private static PropertyKey<Scenario, IReadOnlyDictionary<string, string>> Configurations() =>
        new("configurations", nameof(Scenario.Configurations), TextMap.Of("name", "a page of configuration"), scenario => scenario.Configurations, (scenario, value) => scenario with { Configurations = value })
        {
            Meaning = "Configurations of Holdfast by name, with blanks as in drills/peers; they win over files.",
            Default = "none",
        };

    private static PropertyKey<Scenario, string> Phase(
        string name, string property, string example, string usual, string meaning, Func<Scenario, object?> valueOf, Func<Scenario, string, Scenario> with) =>
        new(name, property, new TextKind(example), valueOf, with) { Meaning = meaning, Default = usual };
}
