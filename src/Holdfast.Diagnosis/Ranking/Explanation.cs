using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>What is known about one trouble at one moment.</summary>
/// <param name="At">Unix second.</param>
/// <param name="Onset">Unix second of the first symptom.</param>
/// <param name="Ranking">The most likely first, and then as <see cref="BesideTheFirst"/> puts them, which is not by probability; one of them is none of these.</param>
/// <param name="NextTest">The cheapest thing that would settle it; null with a root cause.</param>
/// <param name="Trigger">What set it off; null when nothing that was seen did.</param>
/// <param name="Sustaining">What keeps it going now beside the cause; null when nothing does.</param>
/// <param name="NotObserved">Telemetry that was missing: it counted neither for nor against anything.</param>
public sealed record Explanation(
    long At,
    long Onset,
    SeriesSubject Pool,
    Verdict Verdict,
    IReadOnlyList<RankedCause> Ranking,
    IReadOnlyList<EvidenceItem> Evidence,
    string Harm,
    string? NextTest,
    EvidenceItem? Trigger,
    EvidenceItem? Sustaining,
    IReadOnlyList<RankedCause> Contributing,
    IReadOnlyList<Mitigation> Mitigations,
    IReadOnlyList<string> NotObserved)
{
    public RankedCause Top => Ranking[0];

    /// <summary>Whether anybody was hurt in the very last seconds; <see cref="Harm"/> looks back further.</summary>
    public bool IsHurtNow { get; init; }

    /// <summary>Null while it is undetermined.</summary>
    public RankedCause? RootCause => Verdict == Verdict.RootCause ? Top : null;
}
