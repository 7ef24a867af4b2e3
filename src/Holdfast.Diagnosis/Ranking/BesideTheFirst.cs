using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// The order of the causes after the first. Whoever is second is what it is if the first is not, or what came on top of it: a crowd that the signs
/// of a crowd speak for says nothing against a dead server beside it. So of each the better of two sums counts: of all that was seen, and
/// of what the first leaves unexplained. The first, its probability and whether it is stated stay as they are. Keeps nothing. Owner: <see cref="Ranker"/>.
/// </summary>
internal static class BesideTheFirst
{
    // What explains a sign with less than that merely does not exclude it.
    private const double Explains = 2;

    // What is worth less fits a change anyhow.
    private const double Symptom = 6;

    /// <param name="causes">By their decibans, the first one first.</param>
    public static List<RankedCause> Order(List<RankedCause> causes)
    {
        RankedCause first = causes[0];
        if (first.Hypothesis is null)
        {
            return causes;
        }

        HashSet<EvidenceItem> explained = [.. first.For.Where(weighed => weighed.Decibans >= Explains).Select(weighed => weighed.Item)];
        return [first, .. causes.Skip(1).OrderByDescending(cause => Math.Max(cause.Decibans, Left(cause, explained)))];
    }

    private static double Left(RankedCause cause, HashSet<EvidenceItem> explained)
    {
        if (cause.Hypothesis is null)
        {
            return cause.Decibans;
        }

        List<WeighedItem> left = [.. cause.For.Where(weighed => !explained.Contains(weighed.Item))];
        IEnumerable<WeighedItem> against = cause.Against.Where(weighed => !explained.Contains(weighed.Item) || Contradicts(cause.Hypothesis, weighed.Item) || IsOfOneQuestion(weighed, left));
        return Ranker.Sum(cause.Class, WithSymptom(left), against, cause.Veto);
    }

    // That all servers suffer and that a few suffer most is one answer: half of it, explained away, would make the other half another one.
    private static bool IsOfOneQuestion(WeighedItem against, List<WeighedItem> left) => left.Exists(weighed => weighed.Item.Signal == against.Item.Signal && weighed.Item.Family == against.Item.Family);

    // A change makes it likelier that something broke by it: when the first explains all that is broken, it was as harmless as most changes are.
    private static IEnumerable<WeighedItem> WithSymptom(List<WeighedItem> left) =>
        left.Exists(weighed => weighed.Item.Family != SignalFamily.Change && weighed.Decibans >= Symptom) ? left : left.Where(weighed => weighed.Item.Family != SignalFamily.Change);

    // No other cause takes away that nobody waits for a connection, or that no client stands out.
    private static bool Contradicts(Hypothesis hypothesis, EvidenceItem item) => hypothesis.Weights.TryGetValue(item.Sign, out double weight) && weight <= Weight.Excludes;
}
