using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B09NoVagueQuantifiers() : LintRule("B09", LintSeverity.Guidance, "no vague quantifiers in the summary", "Give the number.")
{
    private static readonly Phrases Words = Phrases.Of("many users|customers|requests|people|accounts|tenants", "several users|customers|hours|services", "a lot of", "lots of", "numerous", "a large|significant|small|considerable number|amount|part|portion|share", "various", "a number of", "countless", "a majority of", "some users|customers");
    private static readonly Phrases Elsewhere = Phrases.Of("a lot of", "lots of", "numerous", "countless");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective)))
        {
            bool isSummary = postmortem.Summary.Contains(sentence);
            Phrases words = isSummary ? Words : Elsewhere;
            if (sentence.Has(words))
            {
                yield return At(sentence.QuoteOf(words), "how many?", isSummary ? LintSeverity.Guidance : LintSeverity.Note);
            }
        }
    }
}
