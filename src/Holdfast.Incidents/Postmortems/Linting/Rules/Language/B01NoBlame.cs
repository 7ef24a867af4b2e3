using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B01NoBlame() : LintRule("B01", LintSeverity.Guidance, "no words of blame", "Say which control was missing or weak; what somebody did is at most the trigger.")
{
    private static readonly Phrases Words = Phrases.Of(
        "careless|carelessly|carelessness", "negligent|negligently|negligence", "sloppy|sloppily", "incompetent|incompetence", "lazy|lazily", "stupid|stupidly|stupidity", "fault of", "to blame", "guilty", "screwed up", "messed up", "went rogue", "reckless|recklessly", "irresponsible|irresponsibly", "blamed the engineer|developer|operator|team", "unprofessional",
        "engineer's|developer's|operator's|his|her|their|administrator's fault", "without asking|telling anyone|anybody", "on his|her own authority", "clumsy");

    private static readonly Phrases Personal = Phrases.Of("engineer|developer|operator|administrator|admin|colleague|somebody|someone|he|she|team|intern|contractor|employee|manager ~ forgot|neglected|ignored|culprit", "culprit ~ engineer|developer|operator|person|colleague");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences)
        {
            Phrases? said = sentence.Has(Words) && !sentence.Has(Phrases.Of("not to blame", "nobody to blame", "no one to blame")) ? Words : sentence.Has(Personal) ? Personal : null;
            if (said is not null)
            {
                yield return At(sentence.QuoteOf(said), "words of blame");
            }
        }
    }
}
