using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A long stretch in which nothing is told: somebody did something then, and it cannot be learned from.</summary>
internal sealed class T08NoLongSilence() : LintRule("T08", LintSeverity.Guidance, "no gap in the timeline of more than 30 minutes and a quarter of the duration", "Tell what was done in between, even if it led nowhere.")
{
    private const double LongShare = 0.25;
    private const double MostlySilent = 0.6;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Start is not { } start || postmortem.End is not { } end || end <= start || postmortem.Timed.Count() < 3)
        {
            yield break;
        }

        // Between two outages all was well, and nobody had anything to do: a report of a month has days of it.
        IEnumerable<(DateTime Start, DateTime End)> spans = postmortem.Outages.Count > 1 ? postmortem.Outages.Select(outage => (outage.Start.Instant, outage.End.Instant)).Distinct() : [(start, end)];
        foreach (LintFinding finding in spans.SelectMany(span => Within(postmortem, span.Start, span.End)))
        {
            yield return finding;
        }
    }

    private IEnumerable<LintFinding> Within(Postmortem postmortem, DateTime start, DateTime end)
    {
        TimeSpan span = end - start;
        List<TimelineEntry> entries = [.. postmortem.Timed.Where(entry => entry.Clock!.Instant >= start && entry.Clock.Instant <= end)];
        for (int i = 1; i < entries.Count; i++)
        {
            DateTime before = (entries[i - 1].Until ?? entries[i - 1].Clock!).Instant;
            TimeSpan gap = entries[i].Clock!.Instant - before;
            if (gap > Long && gap > span * LongShare)
            {
                bool isMost = gap > span * MostlySilent;
                yield return At(entries[i].ClockQuote, $"nothing is told for {TimeText.Of(gap)} of {TimeText.Of(span)}, from {entries[i - 1].Clock!.Shown} to {entries[i].Clock!.Shown}", isMost ? LintSeverity.Contradiction : LintSeverity.Guidance);
            }
        }
    }
}
