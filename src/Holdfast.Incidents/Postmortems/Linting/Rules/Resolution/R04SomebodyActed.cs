using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class R04SomebodyActed() : LintRule("R04", LintSeverity.Guidance, "no measures without an actor", "Say who did what: the database team raised the limit to 400.")
{
    private static readonly Phrases Words = Phrases.Of("measures|steps|actions|action|measure were|was taken|applied|implemented|performed|carried", "necessary|appropriate|corrective|required|needed measures|steps|actions ~ taken|applied|implemented", "issue|problem was|were fixed|addressed|handled|dealt|remedied", "adjustments|changes|improvements were made|performed", "it was fixed|handled|dealt");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Has(Words)).Select(sentence => At(sentence.QuoteOf(Words), "it does not say who did what"));
}
