using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// Adds decibans: the prior, and each item's weight times its quality times its order in time. What speaks for a cause is capped in each
/// family, because ten copies of one symptom are one symptom.
/// </summary>
internal static class Ranker
{
    private const double FamilyCap = 20;

    // What began with the symptom or before it may be its cause; what followed is its effect.
    private const int WithSymptomSeconds = 2;
    private const int SoonSeconds = 10;
    private const double SoonFactor = 0.3;

    /// <summary>An item of so many decibans points at a cause; what weighs less merely fits, and many things fit everything.</summary>
    private const double Pointer = 9;
    private const double FitsOnly = 0.5;

    public static List<RankedCause> Rank(IReadOnlyList<EvidenceItem> items, long onset, SeriesSubject pool)
    {
        List<RankedCause> causes = [.. HypothesisRegistry.All.Select(hypothesis => Score(hypothesis, items, onset, pool))];
        causes.Add(new RankedCause(CauseClass.NoneOfThese, CauseWords.NoneName, Priors.NoneOfThese, 0, NoneOfThese.Claim(items), [], [], null));
        return Ordered(causes);
    }

    /// <summary>What was understood, after what has been seen since something was done about it. A later check takes the place of an earlier one.</summary>
    public static Explanation Rechecked(this Explanation understood, IReadOnlyList<EvidenceItem> latest)
    {
        EvidenceItem[] checks = [.. latest.Where(item => item.Family == SignalFamily.Recovery)];
        if (checks.Length == 0)
        {
            return understood;
        }

        List<RankedCause> ranking = Ordered(understood.Ranking.Select(cause => Array.Find(checks, check => check.About == cause.Class) is { } check ? Rechecked(cause, check) : cause));
        bool isRefuted = understood.RootCause is { } root && Array.Exists(checks, check => check.About == root.Class && check.Sign == Sign.DidNotRecover);
        return understood with
        {
            Ranking = ranking,
            Evidence = [.. understood.Evidence.Where(item => item.Family != SignalFamily.Recovery || !Array.Exists(checks, check => check.About == item.About)), .. checks],
            Verdict = isRefuted || (understood.RootCause is not null && ranking[0].Class != understood.Top.Class) ? Verdict.Undetermined : understood.Verdict,
            NextTest = isRefuted ? ranking.Find(cause => cause.Hypothesis is not null)!.Hypothesis!.Test : understood.NextTest,
        };
    }

    private static RankedCause Rechecked(RankedCause cause, EvidenceItem check)
    {
        double before = cause.For.Concat(cause.Against).Where(item => item.Item.Family == SignalFamily.Recovery).Sum(item => item.Decibans);
        WeighedItem now = new(check, RecoveryCheck.WeightOf(check));
        return cause with
        {
            Decibans = cause.Decibans - before + now.Decibans,
            For = [.. cause.For.Where(item => item.Item.Family != SignalFamily.Recovery), .. now.Decibans > 0 ? [now] : Array.Empty<WeighedItem>()],
            Against = [.. cause.Against.Where(item => item.Item.Family != SignalFamily.Recovery), .. now.Decibans < 0 ? [now] : Array.Empty<WeighedItem>()],
        };
    }

    private static List<RankedCause> Ordered(IEnumerable<RankedCause> scored)
    {
        List<RankedCause> causes = [.. scored];
        double all = causes.Sum(cause => Odds(cause.Decibans));
        return BesideTheFirst.Order([.. causes.Select(cause => cause with { Probability = Odds(cause.Decibans) / all }).OrderByDescending(cause => cause.Decibans).ThenBy(cause => cause.Class)]);
    }

    private static double Odds(double decibans) => Math.Pow(10, decibans / 10);

    private static RankedCause Score(Hypothesis hypothesis, IReadOnlyList<EvidenceItem> items, long onset, SeriesSubject pool)
    {
        List<WeighedItem> weighed = [.. from item in items
                                        where item.Family == SignalFamily.Recovery ? item.About == hypothesis.Class : hypothesis.Weights.ContainsKey(item.Sign)
                                        let weight = item.Family == SignalFamily.Recovery ? RecoveryCheck.WeightOf(item) : hypothesis.Weights[item.Sign] * item.Quality
                                        select new WeighedItem(item, weight > 0 ? weight * Order(item, onset) : weight)];
        string? veto = hypothesis.Veto(items);
        double decibans = Sum(hypothesis.Class, weighed.Where(item => item.Decibans > 0), weighed.Where(item => item.Decibans < 0), veto);
        return new RankedCause(
            hypothesis.Class, hypothesis.Name, decibans, 0, hypothesis.Claim(items, pool),
            [.. weighed.Where(item => item.Decibans > 0).OrderByDescending(item => item.Decibans)],
            [.. weighed.Where(item => item.Decibans < 0).OrderBy(item => item.Decibans)], veto)
        { Hypothesis = hypothesis };
    }

    /// <summary>Decibans of a cause with what speaks for it and against it.</summary>
    public static double Sum(CauseClass cause, IEnumerable<WeighedItem> support, IEnumerable<WeighedItem> against, string? veto)
    {
        List<WeighedItem> all = [.. support];
        double capped = all.GroupBy(item => item.Item.Family).Sum(family => Math.Min(FamilyCap, family.Sum(item => item.Decibans)));
        return Priors.Decibans(cause) + (capped * (all.Exists(IsPointer) ? 1 : FitsOnly)) + against.Sum(item => item.Decibans) + (veto is null ? 0 : Weight.Excludes);
    }

    /// <summary>That something helped points at nothing by itself: it may have helped against several causes.</summary>
    public static bool IsPointer(WeighedItem item) => item.Decibans >= Pointer && item.Item.Family != SignalFamily.Recovery;

    private static double Order(EvidenceItem item, long onset) =>
        item.Onset is not { } began || began <= onset + WithSymptomSeconds ? 1 : began <= onset + SoonSeconds ? SoonFactor : 0;
}
