using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Summary and explanation tell of the same cause.</summary>
internal sealed class C04OneCause() : LintRule("C04", LintSeverity.Contradiction, "the cause is the same in summary, timeline and explanation", "Tell the same cause in both places, with the same names.")
{
    private const int FewestTerms = 3;
    private static readonly Phrases RootCause = Phrases.Of("root cause", "cause was|is", "caused by", "because", "due to");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        Sentence? stated = postmortem.Summary.Find(sentence => sentence.Words.Exists(word => word.Text == "root") && sentence.Has(RootCause)) ?? postmortem.Summary.Find(sentence => sentence.Has(RootCause));
        if (stated is null || postmortem.Cause.Count == 0 || postmortem.Cause.Contains(stated))
        {
            yield break;
        }

        Range label = RootCause.Find(stated.Words);
        HashSet<string> named = Terms.Of(stated.Words.Skip(label.Start.Value));
        HashSet<string> explained = Terms.Of(postmortem.Cause);
        int shared = named.Count(explained.Contains);
        bool isOther = shared == 0 || (shared == 1 && named.Count >= 8);
        if (named.Count >= FewestTerms && explained.Count >= FewestTerms && isOther)
        {
            yield return At(stated.Quote, $"the explanation in line {postmortem.Cause[0].Line} tells of something else: \"{postmortem.Cause[0].Text}\"");
        }
    }
}
