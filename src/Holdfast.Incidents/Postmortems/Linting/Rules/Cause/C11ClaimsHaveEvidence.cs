using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class C11ClaimsHaveEvidence() : LintRule("C11", LintSeverity.Guidance, "causal claims have evidence and a counter-check", "Name the record that shows it, and what was checked that speaks against it.")
{
    private static readonly Phrases Evidence = Phrases.Of("log|logs", "metric*", "graph*", "dashboard*", "query", "trace|traces", "record|records", "measured", "counter*", "profile*", "dump|dumps", "showed", "shows", "confirmed", "evidence", "reproduc*", "replay*", "compar*", "test|tests|tested", "series", "figure", "proved");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Cause.Count > 0 && !postmortem.Cause.Concat(postmortem.Resolution).Any(sentence => sentence.Has(Evidence)))
        {
            yield return At(postmortem.Cause[0].Quote, "the explanation names no evidence");
        }
    }
}
