namespace Holdfast.Incidents.Escalation;

/// <summary>A step of the escalation.</summary>
/// <param name="Notify">Names of rotations, contacts or channels.</param>
/// <param name="After">From the declaration on.</param>
/// <param name="Hours">The level exists only then; null is always.</param>
public sealed record LevelConfig(IReadOnlyList<string> Notify, TimeSpan After, HoursConfig? Hours);
