using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Around 35 %": estimated from what?</summary>
internal sealed class I05NoHedgeWithoutSource() : LintRule("I05", LintSeverity.Guidance, "no 'around' or 'approximately' without a source", "Give the measured number, or say what the estimate is made from.")
{
    private static readonly Phrases Hedges = Phrases.Of("around", "approximately", "roughly", "about", "circa", "an estimated", "estimated");
    private static readonly Phrases Sources = Phrases.Of("estimated|estimate from", "according to", "based on", "from the logs|log|metrics|series|dashboard|data", "measured", "counted", "logs|metrics", "record|records", "query", "sampled|sample");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Summary.Where(sentence => !sentence.Has(Sources)))
        {
            Range found = Hedges.Find(sentence.Words);
            if (found.End.Value > 0 && found.End.Value < sentence.Words.Count && IsNumber(sentence.Words[found.End.Value].Text))
            {
                yield return At(sentence.QuoteOf(found.Start..(found.End.Value + 1)), "an estimate without its source");
            }
        }
    }

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]) || word is "half" or "one" or "two" or "three" or "a";
}
