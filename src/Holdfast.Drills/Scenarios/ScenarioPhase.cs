namespace Holdfast.Drills.Scenarios;

/// <summary>A stretch of the time line with a name that faults, expectations and charts use.</summary>
public sealed record ScenarioPhase
{
    public string Name { get; init; } = "";

    public TimeSpan Length { get; init; }
}
