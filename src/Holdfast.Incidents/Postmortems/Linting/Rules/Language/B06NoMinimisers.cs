using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B06NoMinimisers() : LintRule("B06", LintSeverity.Note, "no minimisers", "Give the number and leave the judgement to the reader.")
{
    private static readonly Phrases Words = Phrases.Of("just a|an|the|some|one|two|three", "only a|an|some|few", "quick fix|restart|rollback|change", "minor", "small", "a little", "merely");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Has(Words)).Take(3).Select(sentence => At(sentence.QuoteOf(Words), "the word makes it smaller than it was"));
}
