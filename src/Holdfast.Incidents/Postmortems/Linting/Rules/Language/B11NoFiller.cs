using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B11NoFiller() : LintRule("B11", LintSeverity.Guidance, "no public-relations filler", "Take it out; what was done and will be done says more.")
{
    private static readonly Phrases Words = Phrases.Of("any inconvenience", "sincerely|deeply apologi*", "we|i apologi*", "we take ~ seriously", "valued customers|users", "is|are committed to", "thank you for your|bearing patience|understanding|with", "strive to", "world class", "best in class", "utmost importance", "top priority", "rest assured", "we value your", "we regret", "excellence", "state of the art");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => sentence.Has(Words)).Select(sentence => At(sentence.QuoteOf(Words), "this tells the reader nothing"));
}
