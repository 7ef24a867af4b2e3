namespace Holdfast.Drills.Scenarios;

/// <summary>The same scenario in less time: every time of the time line by one factor, rates and bounds as they are.</summary>
public static class ScenarioScaling
{
    public static Scenario Quick(Scenario scenario)
    {
        double factor = scenario.Quick.TimePercent / 100.0;
        return scenario with
        {
            Phases = [.. scenario.Phases.Select(phase => phase with { Length = phase.Length * factor })],
            Faults = [.. scenario.Faults.Select(fault => fault with { At = fault.At * factor })],
            Traffic = [.. scenario.Traffic.Select(one => one.Stretch(factor))],
        };
    }
}
