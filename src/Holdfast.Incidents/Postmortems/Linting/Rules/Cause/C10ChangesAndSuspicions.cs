using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What changed shortly before is confirmed or ruled out, and every suspicion has an outcome.</summary>
internal sealed class C10ChangesAndSuspicions() : LintRule("C10", LintSeverity.Contradiction, "changes within an hour before the start are confirmed or ruled out; each suspicion has an outcome", "Say what became of it: confirmed, or ruled out and why.")
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(60);
    private static readonly Phrases Suspected = Phrases.Of("suspect|suspected|suspecting|suspects", "suspicion");
    private static readonly HashSet<string> Plain = new(["suspe", "check", "looke", "inves", "first", "dashb", "graph", "logs", "initi", "possi", "start", "call", "asked", "tried", "wrong", "inste"], StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<TimelineEntry> entries = [.. postmortem.Timed];
        for (int i = 0; i < entries.Count; i++)
        {
            TimelineEntry entry = entries[i];
            bool isChange = postmortem.Outages.Count > 0 && entry.Is(EntryRoles.Change) && entry.Clock!.Instant < postmortem.Outages[0].Start.Instant && postmortem.Outages[0].Start.Instant - entry.Clock.Instant <= Before && !entry.Is(EntryRoles.Detection);
            bool isSuspicion = entry.Has(Suspected) && !entry.Is(EntryRoles.Recovery | EntryRoles.CauseFound);
            HashSet<string> terms = [.. Terms.Of(entry.Words).Where(term => !Plain.Contains(term))];
            if ((!isChange && !isSuspicion) || terms.Count == 0 || HasOutcome(entry))
            {
                continue;
            }

            bool isTakenUp = entries.Skip(i + 1).Any(later => Shares(terms, later.Words) || later.Is(EntryRoles.Misleading) && later == entries.ElementAtOrDefault(i + 1))
                || postmortem.Prose.Any(sentence => Shares(terms, sentence.Words));
            if (!isTakenUp)
            {
                yield return At(entry.Quote, isChange ? $"the change at {entry.Clock!.Shown} is neither confirmed nor ruled out as the cause" : "the suspicion has no outcome");
            }
        }
    }

    private static bool Shares(HashSet<string> terms, List<Word> words) => Terms.Of(words).Overlaps(terms);

    private static bool HasOutcome(TimelineEntry entry) =>
        entry.Has(Phrases.Of("ruled out", "ruled it|them|this|that out", "turned out", "no effect|change|fault|relation", "unrelated", "not the cause", "but", "healthy|normal|fine|clean", "wrongly|incorrectly", "mislead*", "confirmed", "dead end", "rejected", "in vain", "wrong*", "did not help", "false", "nothing"));
}
