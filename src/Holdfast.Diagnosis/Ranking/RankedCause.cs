using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>One hypothesis with its score.</summary>
/// <param name="Decibans">Prior and evidence together.</param>
/// <param name="For">What speaks for it, strongest first.</param>
/// <param name="Against">What speaks against it, strongest first.</param>
public sealed record RankedCause(
    CauseClass Class,
    string Name,
    double Decibans,
    double Probability,
    string Claim,
    IReadOnlyList<WeighedItem> For,
    IReadOnlyList<WeighedItem> Against,
    string? Veto)
{
    private const double LeastProbability = 0.02;

    /// <summary>Why it is not, in one sentence; null while it may be.</summary>
    public string? Rejection => Class == CauseClass.NoneOfThese ? null : Veto ?? (Probability >= LeastProbability || IsShownBeside ? null : Against.Count > 0 ? Refutation.Of(Against[0].Item) : "nothing speaks for it");

    internal Hypothesis? Hypothesis { get; init; }

    private bool IsShownBeside => Hypothesis is not null && For.Any(item => Hypothesis.ShownBeside.Contains(item.Item.Sign));
}
