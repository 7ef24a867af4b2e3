using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Summary and explanation tell of the same cause.</summary>
internal sealed class C04OneCause() : LintRule("C04", LintSeverity.Contradiction, "the cause is the same in summary, timeline and explanation", "Tell the same cause in both places, with the same names.")
{
    private const int FewestTerms = 3;
    private static readonly Phrases RootCause = Phrases.Of("root cause", "cause was|is", "caused by", "because", "due to");

    // "No root cause was found", of the end of the search and not of its first half hour.
    private static readonly Phrases NoneFound = Phrases.Of(
        "not name|identify|find|determine|know|establish a|any|the|its root|cause", "cause was|is|has|could not|never ~ identified|found|known|determined|established|named", "no root cause", "no cause was|is|has|could|is", "cause is|was|remains|remained|stays unknown|undetermined|unclear", "cause not determined|known|identified|found|recorded");

    private static readonly Phrases ForAWhile = Phrases.Of("until|before|first|initially|yet|still|minute|minutes|hour|hours");

    private static readonly Phrases Unsure = Phrases.Of("unknown|undetermined|unclear", "suspect*|likely|probab*|perhaps|possib*|may|might");

    private static readonly Phrases Found = Phrases.Of("root cause was|is|turned", "cause was|is|were identified|found|confirmed|that|the|a|an", "caused by", "traced to|back");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        Sentence? stated = postmortem.Summary.Find(sentence => sentence.Words.Exists(word => word.Text == "root") && sentence.Has(RootCause)) ?? postmortem.Summary.Find(sentence => sentence.Has(RootCause));
        if (stated is null || postmortem.Cause.Count == 0 || postmortem.Cause.Contains(stated))
        {
            yield break;
        }

        if (postmortem.Cause.Find(IsNoneFound) is { } none && !IsNoneFound(stated) && !stated.Has(Unsure) && !postmortem.Cause.Exists(sentence => !IsNoneFound(sentence) && sentence.Has(Found)))
        {
            yield return At(stated.Quote, $"the explanation says that none was found: \"{none.Text}\" in line {none.Line}");
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

    private static bool IsNoneFound(Sentence sentence) => sentence.Has(NoneFound) && !sentence.Has(ForAWhile);
}
