using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents;

/// <summary>What became of a wish.</summary>
/// <param name="Problem">Why not and what to do instead, in sentences; null when it was done.</param>
public sealed record DeskAnswer(DeskOutcome Outcome, Incident? Incident, string? Problem)
{
    public static DeskAnswer Done(Incident incident) => new(DeskOutcome.Done, incident, null);

    public static DeskAnswer Refused(string problem) => new(DeskOutcome.Refused, null, problem);

    public static DeskAnswer Invalid(string problem) => new(DeskOutcome.Invalid, null, problem);
}
