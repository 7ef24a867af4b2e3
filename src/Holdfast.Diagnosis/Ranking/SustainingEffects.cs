using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>What keeps it going beside its cause, strongest first: the reason why it may stay after the cause has gone. Keeps nothing.</summary>
internal static class SustainingEffects
{
    private const double LeastQuality = 0.3;

    private static readonly Sign[] Known = [Sign.RetriesKeepItUp, Sign.RetriesMany, Sign.WorkForNobody, Sign.QueueOutlastsPatience, Sign.BackAndCold, Sign.ConnectionsCold];

    // Whoever comes back is crushed by the repeats of all.
    private static readonly Sign[] OfAStorm = [Sign.WorkForNobody, Sign.AllServersDown, Sign.QueueOutlastsPatience, Sign.BackAndCold, Sign.ConnectionsCold];

    /// <summary>Of a storm the repeats are the cause: what keeps it going is what becomes of them.</summary>
    public static EvidenceItem? Of(RankedCause root, IReadOnlyList<EvidenceItem> items) => (root.Class == CauseClass.RetryStorm ? OfAStorm : Known)
        .Select(sign => items.FirstOrDefault(item => item.Sign == sign && item.Quality >= LeastQuality))
        .FirstOrDefault(item => item is not null);
}
