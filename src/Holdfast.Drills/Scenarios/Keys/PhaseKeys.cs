using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class PhaseKeys
{
    public static RecordKeys<ScenarioPhase> Keys { get; } = new(
        "Phase",
        "phases",
        new ScenarioPhase(),
        new PropertyKey<ScenarioPhase, string>("name", nameof(ScenarioPhase.Name), new TextKind("surge"), phase => phase.Name, (phase, value) => phase with { Name = value })
        {
            IsRequired = true,
            Meaning = "Name for expectations and charts.",
        },
        new PropertyKey<ScenarioPhase, TimeSpan>("for", nameof(ScenarioPhase.Length), new DurationKind(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            phase => phase.Length, (phase, value) => phase with { Length = value })
        {
            IsRequired = true,
            Meaning = "How long it lasts.",
            Example = "20s",
        })
    {
        Meaning = "A stretch of the time line; one follows the other.",
        Example = "{ name: surge, for: 20s }",
    };
}
