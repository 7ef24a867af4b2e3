using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What users saw, in words.</summary>
internal sealed class I03UserExperience() : LintRule("I03", LintSeverity.Format, "the summary says what users experienced", "Say what users saw: error pages, endless loading, lost sessions.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Summary.Count > 0 && !postmortem.Summary.Exists(IsTold))
        {
            yield return Missing(postmortem, Topics.Summary, "the summary does not say what users experienced");
        }
    }

    // "No data was lost" is about data; what users saw is something else.
    private static bool IsTold(Sentence sentence) => sentence.Section.Topics != Topics.Title && !sentence.Has(AboutData) && (sentence.Has(Vocabulary.Experience) || IsAboutUsers(sentence));

    // In other words: users are told of, and more than that they were affected.
    private static bool IsAboutUsers(Sentence sentence) =>
        sentence.Words.Count >= 8 && sentence.Has(Vocabulary.Users) && !sentence.Has(Phrases.Of("affected", "impacted", "cause", "caused", "because"));

    private static readonly Phrases AboutData = Phrases.Of("no data|payment|record|records|order|orders|message|messages ~ lost", "data loss", "nothing was lost");
}
