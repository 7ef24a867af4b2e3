namespace Holdfast.Incidents.Inbound;

/// <param name="Problem">Why not and what to do instead; null when it was taken.</param>
public sealed record AlertAnswer(DeskOutcome Outcome, AlertReceipt? Receipt, string? Problem)
{
    internal static AlertAnswer Invalid(string problem) => new(DeskOutcome.Invalid, null, problem);

    internal static AlertAnswer Refused(string problem) => new(DeskOutcome.Refused, null, problem);
}
