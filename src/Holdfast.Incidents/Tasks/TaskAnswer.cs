namespace Holdfast.Incidents.Tasks;

/// <summary>What became of a wish.</summary>
/// <param name="Problem">Why not and what to do instead, in sentences; null when it was done.</param>
public sealed record TaskAnswer(DeskOutcome Outcome, LearnedTask? Task, string? Problem)
{
    internal static TaskAnswer Refused(string problem) => new(DeskOutcome.Refused, null, problem);

    internal static TaskAnswer Invalid(string problem) => new(DeskOutcome.Invalid, null, problem);
}
