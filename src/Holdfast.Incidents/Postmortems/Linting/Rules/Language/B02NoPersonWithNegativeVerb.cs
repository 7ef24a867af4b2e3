using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B02NoPersonWithNegativeVerb() : LintRule("B02", LintSeverity.Guidance, "no name or role is the subject of a negative verb", "Make the missing control the subject: the page was delivered to a muted device; no second channel was configured.")
{
    // No machine does these: a name before them is a person's.
    private static readonly HashSet<string> OnlyPeople = new(["forgot", "forgets", "neglected", "mistyped", "misread", "misunderstood", "misjudged", "overlooked"], StringComparer.Ordinal);

    private static readonly Phrases Words = Phrases.Of(
        "engineer|engineers|developer|developers|operator|operators|administrator|admin|technician|colleague|intern|contractor|employee|manager|team|he|she|somebody|someone|dba|on|call missed|overlooked|misread|misunderstood|misconfigured|mistyped|broke|neglected|ignored|forgot|misjudged|caused",
        "engineer|engineers|developer|developers|operator|operators|administrator|admin|technician|colleague|intern|contractor|employee|manager|he|she|somebody|someone|dba ~ missed|overlooked|misread|misunderstood|misconfigured|mistyped|neglected|misjudged");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Select(Negative).OfType<Quote>().Select(quote => At(quote, "a person is the subject of a negative verb"));

    private static Quote? Negative(Sentence sentence)
    {
        if (sentence.Has(Words))
        {
            return sentence.QuoteOf(Words);
        }

        int verb = sentence.Words.FindIndex(word => OnlyPeople.Contains(word.Text));
        return verb > 0 && PersonNames.IsName(sentence, verb - 1) ? sentence.QuoteOf((verb - 1)..(verb + 1)) : null;
    }
}
