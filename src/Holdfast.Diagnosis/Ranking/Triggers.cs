using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// What set it off, of all that was seen, whether or not it speaks for the cause: a change first, then what else can bring such a cause about and
/// was there in time. What the cause itself consists of is no trigger. Keeps nothing.
/// </summary>
internal static class Triggers
{
    // A change that says nothing for the cause may have set it off all the same, when it came right before.
    private const int RightBeforeSeconds = 10;
    private const double LeastQuality = 0.3;

    private static readonly Sign[] Changes = [Sign.WeightsChanged, Sign.ConnectionLimitChanged, Sign.VersionChanged, Sign.ProbesChanged];

    public static EvidenceItem? Of(RankedCause root, IReadOnlyList<EvidenceItem> items, long onset) => Change(root, items, onset) ?? Broken(root, items, onset);

    /// <summary>What a cause offers, and to put the configuration back first where a change of it set the cause off.</summary>
    public static IEnumerable<Mitigation> Undo(RankedCause root, IReadOnlyList<EvidenceItem> items, Situation situation, IReadOnlyList<Mitigation> offered) =>
        Change(root, items, situation.Onset) is { Sign: not Sign.VersionChanged } && OfferedCommands.Before(situation) is not null && !offered.Any(one => one.PutsBack)
            ? [new Mitigation("Put the configuration back as it was before the change that came right before", "holdfast reload") { PutsBack = true }, .. offered] : offered;

    private static EvidenceItem? Change(RankedCause root, IReadOnlyList<EvidenceItem> items, long onset) => items
        .Where(item => Changes.Contains(item.Sign) && item.Onset <= onset + 1 && (IsFor(root, item) || item.Onset >= onset - RightBeforeSeconds))
        .OrderBy(item => IsFor(root, item) ? 0 : 1)
        .ThenBy(item => item.Onset)
        .FirstOrDefault();

    private static EvidenceItem? Broken(RankedCause root, IReadOnlyList<EvidenceItem> items, long onset) => root.Hypothesis is null ? null : items
        .Where(item => root.Hypothesis.SetOffBy.Contains(item.Sign) && item.Onset <= onset + 1 && item.Quality >= LeastQuality)
        .OrderBy(item => item.Onset)
        .FirstOrDefault();

    private static bool IsFor(RankedCause root, EvidenceItem item) => root.For.Any(weighed => weighed.Item == item);
}
