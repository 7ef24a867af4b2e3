using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B05NoWhoQuestions() : LintRule("B05", LintSeverity.Guidance, "no 'who did' and 'why did' questions", "Ask how it made sense at the time.")
{
    private static readonly Phrases Words = Phrases.Of("who did|made|pushed|deployed|changed|approved|wrote|broke", "who is|was responsible", "why did|didn't", "why was|had nobody");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => sentence.Text.TrimEnd().EndsWith('?') && sentence.Has(Words)).Select(sentence => At(sentence.QuoteOf(Words), "the question looks for a person"));
}
