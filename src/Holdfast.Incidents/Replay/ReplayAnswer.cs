namespace Holdfast.Incidents.Replay;

/// <summary>The drill that was asked for.</summary>
/// <param name="Problem">Why there is none and what to do instead; null when there is one.</param>
/// <param name="Name">Such as learned-12.</param>
/// <param name="Text">The scenario's page.</param>
public sealed record ReplayAnswer(DeskOutcome Outcome, string? Problem, string Name, string Text)
{
    internal static ReplayAnswer Refused(DeskOutcome outcome, string problem) => new(outcome, problem, "", "");
}
