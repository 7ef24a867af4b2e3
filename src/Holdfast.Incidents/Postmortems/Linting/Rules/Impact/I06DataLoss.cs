using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Was data lost? A loss that is told anywhere is told in the summary too.</summary>
internal sealed class I06DataLoss() : LintRule("I06", LintSeverity.Contradiction, "data loss is stated, and a loss told anywhere is in the summary", "Write one sentence in the summary: no data was lost, or what was.")
{
    private static readonly Phrases Things = Phrases.Of("data", "record|records", "row|rows", "order|orders", "file|files", "message|messages", "event|events", "upload|uploads", "document|documents", "reading|readings", "payment|payments", "booking|bookings", "session|sessions", "work", "draft|drafts", "edits", "entries", "scans", "tickets", "transactions", "results", "comments", "changes", "photos", "submissions", "samples");
    private static readonly Phrases Lost = Phrases.Of(
        "data|records|rows|orders|files|messages|events|uploads|documents|readings|payments|bookings|drafts|entries|transactions|results|photos|submissions ~ lost|deleted|overwritten|unrecoverable|corrupted|destroyed|missing", "lost|destroyed|corrupted data|records|orders|messages|files|rows|events|uploads|readings|bookings|drafts|transactions|photos|submissions", "lost|destroyed|corrupted _ data|records|rows|orders|files|messages|events|uploads|documents|readings|bookings|drafts|transactions|photos|submissions", "data loss");
    private static readonly Phrases Denied = Phrases.Of("no ~ lost|loss|corrupted|deleted|overwritten|missing", "not ~ lost|corrupted|deleted|overwritten", "nothing was|is lost", "without ~ loss", "none ~ lost", "never lost|at risk", "no loss", "loss none|no", "all ~ recovered|intact|kept|preserved", "data ~ intact|safe|complete", "replayed", "were delivered later");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> lost = [.. postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Has(Lost) && !sentence.Has(Denied) && !sentence.Has(Conditional))];
        Sentence? elsewhere = lost.Find(sentence => !postmortem.Summary.Contains(sentence));
        bool isInSummary = postmortem.Summary.Exists(sentence => (sentence.Has(Lost) || sentence.Has(Phrases.Of("lost", "lose", "loss", "losing", "deleted", "destroyed", "corrupt*")) && sentence.Has(Things)) && !sentence.Has(Denied));
        Sentence? denial = postmortem.Summary.Find(sentence => sentence.Has(Denied) && sentence.Has(Phrases.Of("lost", "loss", "corrupt*", "deleted", "overwritten", "missing", "intact")));
        if (elsewhere is not null && !isInSummary)
        {
            string summary = denial is null ? "the summary does not say so" : $"the summary says \"{denial.Text.Trim()}\" (line {denial.Line})";
            yield return At(elsewhere.QuoteOf(Lost), $"a loss is told here, and {summary}");
        }
        else if (!isInSummary && denial is null && !postmortem.Sentences.Exists(sentence => sentence.Has(Denied) && sentence.Has(Things) || sentence.Has(Lost)))
        {
            yield return Missing(postmortem, Topics.Summary, "nowhere is it said whether data was lost", LintSeverity.Guidance);
        }
    }

    private static readonly Phrases Conditional = Phrases.Of("would", "could", "might", "may", "if", "to avoid|prevent", "risk", "fear*", "whether", "packet|packets");
}
