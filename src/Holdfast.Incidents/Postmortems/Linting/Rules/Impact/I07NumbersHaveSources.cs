using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Numbers can be looked up.</summary>
internal sealed class I07NumbersHaveSources() : LintRule("I07", LintSeverity.Guidance, "numbers have a query or record id", "Add where the number comes from: a dashboard, a query, a record id such as [r12].")
{
    private static readonly Phrases Sources = Phrases.Of("query", "dashboard*", "record|records", "metric*", "log|logs", "series", "graph*", "panel*", "report|reports", "trace|traces", "counted", "measured", "data from", "source|sources", "counter*", "telemetry", "prometheus", "grafana");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> numbers = postmortem.Summary.FindAll(sentence => Percentage.Read(sentence.Text).Any());
        bool hasSource = postmortem.Summary.Exists(sentence => sentence.Has(Sources) || HasReference(sentence, postmortem));
        if (numbers.Count > 0 && !hasSource)
        {
            yield return At(numbers[0].Quote, "the numbers of the summary have no source");
        }
    }

    // [r12], [^3], (dash/42), a link
    private static bool HasReference(Sentence sentence, Postmortem postmortem)
    {
        string line = postmortem.Lines[Math.Clamp(sentence.Line - 1, 0, postmortem.Lines.Length - 1)];
        int open = line.IndexOf('[');
        int close = open >= 0 ? line.IndexOf(']', open) : -1;
        return close > open + 1 && (line[open + 1] == '^' || line.AsSpan(open, close - open).ContainsAnyInRange('0', '9') || (close + 1 < line.Length && line[close + 1] == '(')) || line.Contains("http", StringComparison.Ordinal);
    }
}
