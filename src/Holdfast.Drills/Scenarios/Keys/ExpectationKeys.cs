using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class ExpectationKeys
{
    public static RecordKeys<ScenarioExpectation> Keys { get; } = new(
        "Expectation",
        "expect",
        new ScenarioExpectation(),
        Text("that", nameof(ScenarioExpectation.That), "goodput-of-capacity", "Kind of the expectation.", expectation => expectation.That, (expectation, value) => expectation with { That = value }, isRequired: true),
        Text("during", nameof(ScenarioExpectation.During), "surge", "Phase over which it is judged.", expectation => expectation.During, (expectation, value) => expectation with { During = value }),
        Text("onlyOn", nameof(ScenarioExpectation.OnlyOn), "old", "Configuration of the page on which alone it is judged.", expectation => expectation.OnlyOn, (expectation, value) => expectation with { OnlyOn = value }),
        Text("class", nameof(ScenarioExpectation.Class), "critical", "Class of the traffic.", expectation => expectation.Class, (expectation, value) => expectation with { Class = value }),
        Text("server", nameof(ScenarioExpectation.Server), "a", "Server that is meant; with cause: whom the claim of the first cause must name.",
            expectation => expectation.Server, (expectation, value) => expectation with { Server = value }),
        Text("cause", nameof(ScenarioExpectation.Cause), "surge", "Cause, as the gateway's diagnosis names it.", expectation => expectation.Cause, (expectation, value) => expectation with { Cause = value }),
        new PropertyKey<ScenarioExpectation, IReadOnlyList<string>>("ruledOut", nameof(ScenarioExpectation.RuledOut), new ListKind<string>(new TextKind("network")),
            expectation => expectation.RuledOut, (expectation, value) => expectation with { RuledOut = value })
        {
            Meaning = "With cause: causes that the gateway's diagnosis must have ruled out by the same deadline, and still when the phase or the trouble ends.",
            Default = "none",
            Example = "[bad-deployment, network]",
        },
        Text("atLeast", nameof(ScenarioExpectation.AtLeast), "92%", "Lower bound, with its unit.", expectation => expectation.AtLeast, (expectation, value) => expectation with { AtLeast = value }),
        Text("atMost", nameof(ScenarioExpectation.AtMost), "50ms", "Upper bound, with its unit.", expectation => expectation.AtMost, (expectation, value) => expectation with { AtMost = value }),
        Text("because", nameof(ScenarioExpectation.Because), "\"three of four servers are left\"", "Why this bound.", expectation => expectation.Because, (expectation, value) => expectation with { Because = value }))
    {
        Meaning = "What must hold.",
        Example = "{ that: goodput-of-capacity, during: surge, atLeast: 92% }",
    };

    private static PropertyKey<ScenarioExpectation, string> Text(
        string name, string property, string example, string meaning, Func<ScenarioExpectation, object?> valueOf, Func<ScenarioExpectation, string, ScenarioExpectation> with, bool isRequired = false) =>
        new(name, property, new TextKind(example), valueOf, with) { Meaning = meaning, IsRequired = isRequired };
}
