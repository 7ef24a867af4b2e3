using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Exactly" and seconds only where something measured them.</summary>
internal sealed class T18NoFalsePrecision() : LintRule("T18", LintSeverity.Guidance, "no 'exactly' and no seconds where nothing measured them", "Say which series the bound comes from, or round it.")
{
    private static readonly Phrases Exactly = Phrases.Of("exactly", "precisely");
    private static readonly Phrases Measured = Phrases.Of("metric*", "series", "log|logs|logged", "graph*", "dashboard*", "measured", "monitor*", "recorded|record|records", "query", "probe*", "telemetry", "trace*", "error rate", "prometheus", "grafana");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isMeasured = postmortem.Sentences.Exists(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Has(Measured));
        foreach (Sentence sentence in postmortem.Summary.Where(sentence => !sentence.Has(Measured)))
        {
            bool isTime = sentence.Clocks.Count > 0 || sentence.Durations.Count > 0;
            if (isTime && sentence.Has(Exactly))
            {
                yield return At(sentence.QuoteOf(Exactly), "the sentence names no measurement that could be so exact");
            }
            else if (!isMeasured && sentence.Clocks.Find(clock => clock.Second is > 0) is { } clock)
            {
                yield return At(sentence.Block.Passage.Quote(clock.Start, clock.End), "seconds, and nothing in the document was measured");
            }
        }
    }
}
