using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B05NoWhoQuestions() : LintRule("B05", LintSeverity.Guidance, "no 'who did' and 'why did' questions", "Ask how it made sense at the time.")
{
    private static readonly Phrases Words = Phrases.Of("who did|made|pushed|deployed|changed|approved|wrote|broke", "who is|was responsible", "why did|didn't", "why was|had nobody");

    // The same, asked in a sentence or given as a task.
    private static readonly Phrases Indirect = Phrases.Of(
        "find|finds|found|figure out who|why did|made|pushed|deployed|changed|approved|wrote|broke|he|she|somebody|someone", "investigate|investigated|clarify|clarified|determine|determined|ask|asked|check|checked|establish|established who did|made|pushed|deployed|changed|approved|wrote|broke",
        "why he|she|somebody|someone|nobody did|didn't|made|pushed|changed|broke|missed|forgot", "why the engineer|operator|developer|administrator|admin|colleague|technician did|didn't|made|pushed|changed|broke|missed|forgot");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Select(Question).OfType<Quote>().Select(quote => At(quote, "the question looks for a person"));

    private static Quote? Question(Sentence sentence)
    {
        Phrases? asked = sentence.Text.TrimEnd().EndsWith('?') && sentence.Has(Words) ? Words : sentence.Has(Indirect) ? Indirect : null;
        return asked is not null ? sentence.QuoteOf(asked) : WhyOfAName(sentence);
    }

    // "Why Bob did this"; "why Redis did not answer" asks for no person.
    private static Quote? WhyOfAName(Sentence sentence)
    {
        for (int why = 0; why + 3 < sentence.Words.Count; why++)
        {
            if (sentence.Words[why].Text == "why" && sentence.Words[why + 2].Text == "did" && sentence.Words[why + 3].Text is "this" or "that" or "it" or "so" && PersonNames.IsName(sentence, why + 1))
            {
                return sentence.QuoteOf(why..(why + 4));
            }
        }

        return null;
    }
}
