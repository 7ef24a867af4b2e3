using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B02NoPersonWithNegativeVerb() : LintRule("B02", LintSeverity.Guidance, "no name or role is the subject of a negative verb", "Make the missing control the subject: the page was delivered to a muted device; no second channel was configured.")
{
    private static readonly Phrases Words = Phrases.Of(
        "engineer|engineers|developer|developers|operator|operators|administrator|admin|technician|colleague|intern|contractor|employee|manager|team|he|she|somebody|someone|dba|on|call missed|overlooked|misread|misunderstood|misconfigured|mistyped|broke|neglected|ignored|forgot|misjudged|caused",
        "engineer|engineers|developer|developers|operator|operators|administrator|admin|technician|colleague|intern|contractor|employee|manager|he|she|somebody|someone|dba ~ missed|overlooked|misread|misunderstood|misconfigured|mistyped|neglected|misjudged");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => sentence.Has(Words)).Select(sentence => At(sentence.QuoteOf(Words), "a person is the subject of a negative verb"));
}
