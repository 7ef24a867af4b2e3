using Holdfast.Configuration;
using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Scenarios;

/// <summary>A scenario's page to a <see cref="Scenario"/>, or everything that is wrong with it at once. Next: <see cref="ScenarioRules"/>.</summary>
public static class ScenarioReader
{
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="findings">For <see cref="ConfigFindingFormatter"/>.</param>
    public static Scenario? Read(string text, string file, string name, Func<string, string?> environment, out ConfigReadResult findings)
    {
        DocumentReadResult<Scenario> read = DocumentReader.Read(ScenarioKeys.Keys, "a drill", text, file, environment, ScenarioRules.Check);
        findings = read.Findings;
        return read.Document is { } scenario ? scenario with { Name = name, Origins = [.. scenario.Origins.Select(WithAddresses)] } : null;
    }

    private static ScenarioOrigin WithAddresses(ScenarioOrigin origin, int index) => origin with
    {
        Address = origin.AddressAt(index),
        Control = origin.ControlAt(index),
    };
}
