using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Exactly" and seconds only where something measured them, and never of what is "about" elsewhere.</summary>
internal sealed class T18NoFalsePrecision() : LintRule("T18", LintSeverity.Guidance, "no 'exactly' and no seconds where nothing measured them, or where it is 'about' elsewhere", "Say which series the bound comes from, or round it.")
{
    private static readonly Phrases Exactly = Phrases.Of("exactly", "precisely");
    private static readonly Phrases Measured = Phrases.Of("metric*", "series", "log|logs|logged", "graph*", "dashboard*", "measured", "monitor*", "recorded|record|records", "query", "probe*", "telemetry", "trace*", "error rate", "prometheus", "grafana");

    private static readonly HashSet<string> Hedges = new(["about", "around", "approximately", "roughly", "circa", "approx", "estimated", "sometime"], StringComparer.Ordinal);

    // "at around 09:10", "about the time of 09:10" no more.
    private const int NearSymbols = 12;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> vague = [.. postmortem.Sentences.Where(sentence => sentence.Clocks.Exists(clock => IsHedged(sentence, clock)))];
        bool isMeasured = postmortem.Sentences.Exists(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Has(Measured));
        foreach (Sentence sentence in postmortem.Summary.Where(sentence => !sentence.Has(Measured)))
        {
            bool isTime = sentence.Clocks.Count > 0 || sentence.Durations.Count > 0;
            if (sentence.Has(Exactly) && vague.Find(other => SameTime(sentence, other)) is { } estimate)
            {
                yield return At(sentence.QuoteOf(Exactly), $"line {estimate.Line} has the same time as an estimate: '{estimate.Text.Trim()}'", LintSeverity.Contradiction);
            }
            else if (isTime && sentence.Has(Exactly))
            {
                yield return At(sentence.QuoteOf(Exactly), "the sentence names no measurement that could be so exact");
            }
            else if (!isMeasured && sentence.Clocks.Find(clock => clock.Second is > 0) is { } clock)
            {
                yield return At(sentence.Block.Passage.Quote(clock.Start, clock.End), "seconds, and nothing in the document was measured");
            }
        }
    }

    private static bool IsHedged(Sentence sentence, Times.ClockMention clock) =>
        sentence.Words.LastOrDefault(word => word.End <= clock.Start && char.IsLetter(word.Text[0])) is { Text: not null } before && Hedges.Contains(before.Text) && clock.Start - before.End < NearSymbols;

    private static bool SameTime(Sentence exact, Sentence vague) =>
        exact != vague && vague.Clocks.Exists(clock => IsHedged(vague, clock) && exact.Clocks.Exists(other => (other.TimeOfDay - clock.TimeOfDay).Duration() <= clock.Precision));
}
