using System.Globalization;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis;

/// <summary>What the diagnosis says of the cause at one moment, in a sentence without a full stop: `why`, an incident and whoever else shows it say the same.</summary>
public static class CauseStated
{
    // Below it the evidence is told, and no name before it.
    private const double NearlySure = 0.9;
    private const string NoneOfThese = "none-of-these";

    /// <summary>Null while all is well.</summary>
    public static string? Of(CauseFinding finding) => finding switch
    {
        { State: DetectionState.Normal } => null,
        { Explanation.RootCause: { } cause } => $"{CauseWords.WithName(cause.Name)}: {cause.Claim} ({(100 * cause.Probability).ToString("0", CultureInfo.InvariantCulture)} % sure)",
        { Explanation.Verdict: Verdict.NoHarm } => "something is unusual, and nobody is hurt",
        { Explanation.Top: { Probability: >= NearlySure, Name: not NoneOfThese } first } => $"the cause is not certain yet: nearly all speaks for {CauseWords.WithName(first.Name)}",
        _ => "the cause is undetermined",
    };
}
