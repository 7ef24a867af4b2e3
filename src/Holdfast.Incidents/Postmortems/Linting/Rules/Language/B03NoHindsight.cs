using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B03NoHindsight() : LintRule("B03", LintSeverity.Guidance, "no counterfactuals, no hindsight", "Say what was known at the time, and put what would help into the tasks.")
{
    private static readonly Phrases Words = Phrases.Of("should have", "could have", "would have", "ought to", "shouldn't have", "incorrectly", "wrongly", "obviously", "clearly", "simply", "of course", "needless to say", "in hindsight");
    private static readonly Phrases PersonFailed = Phrases.Of("engineer|engineers|developer|developers|operator|operators|administrator|admin|technician|colleague|team|we|he|she|they|somebody|someone|manager|staff|call ~ failed to");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences)
        {
            Phrases? said = sentence.Has(Words) ? Words : sentence.Has(PersonFailed) && !sentence.Has(Phrases.Of("failed over")) ? PersonFailed : null;
            if (said is not null)
            {
                yield return At(sentence.QuoteOf(said), "it judges from what was known later");
            }
        }
    }
}
