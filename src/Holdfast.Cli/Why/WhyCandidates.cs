using Holdfast.Admin;
using Holdfast.Diagnosis;

namespace Holdfast.Cli;

/// <summary>
/// What is offered while no cause is stated: those that it may be, by their probability, and the one that explains what the first of them leaves
/// over. That one may be as unlikely as can be in place of the first. Keeps nothing. Owner: <see cref="WhyText"/>.
/// </summary>
/// <param name="Beside">Null where there is none, or where it is among the likeliest anyhow.</param>
internal sealed record WhyCandidates(IReadOnlyList<CauseReport> Likeliest, CauseReport? Beside)
{
    // More than three are no help to anybody in a hurry.
    private const int LikeliestMaximum = 3;

    public static WhyCandidates Of(DiagnosisReport report)
    {
        if (report.Cause is not null)
        {
            return new WhyCandidates([], null);
        }

        CauseReport[] likeliest = [.. report.Ranking.Where(each => each.RuledOutBecause is null).OrderByDescending(each => each.Probability).Take(LikeliestMaximum)];
        // Only for that is anybody ranked above one for whom more speaks in all.
        CauseReport? beside = report.Ranking is [_, var second, ..] && report.Ranking.Skip(2).Any(each => each.Decibans > second.Decibans) && !likeliest.Contains(second) ? second : null;
        return new WhyCandidates(likeliest, beside);
    }

    public IEnumerable<(string Text, CauseReport Cause)> Told()
    {
        foreach (CauseReport one in Likeliest)
        {
            yield return ($"{CauseWords.Share(one.Probability),5}  {CauseWords.WithName(one.Name)}", one);
        }

        if (Beside is not null)
        {
            yield return ($"what {(Likeliest.Count == 0 ? "the most likely cause" : CauseWords.WithName(Likeliest[0].Name))} leaves unexplained may be {CauseWords.WithName(Beside.Name)} beside it", Beside);
        }
    }
}
