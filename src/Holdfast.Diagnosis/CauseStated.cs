using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis;

/// <summary>What the diagnosis says of the cause at one moment, in a sentence without a full stop: `why`, an incident and whoever else shows it say the same.</summary>
public static class CauseStated
{
    // Below it the evidence is told, and no name before it.
    private const double NearlySure = 0.9;

    /// <summary>Null while all is well.</summary>
    public static string? Of(CauseFinding finding) => finding switch
    {
        { State: DetectionState.Normal } => null,
        { Explanation.RootCause: { } cause } => $"{CauseWords.WithName(cause.Name)}: {cause.Claim} ({CauseWords.Share(cause.Probability)} sure)",
        { Explanation.Verdict: Verdict.NoHarm } => "something is unusual, and nobody is hurt",
        { Explanation.Top: { Probability: >= NearlySure, Name: not CauseWords.NoneName } first } => $"the cause is not certain yet: nearly all speaks for {CauseWords.WithName(first.Name)}",
        _ => "the cause is undetermined",
    };
}
