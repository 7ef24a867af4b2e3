using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The timeline goes forward, and tells of nothing that had not happened when it was published.</summary>
internal sealed class T06TimelineInOrder() : LintRule("T06", LintSeverity.Contradiction, "the timeline is in order, and nothing in it is later than the document", "Put the entry where its time belongs, or correct its time; write the date where a day ends.")
{
    // Between the first and the last place on Earth where a day ends.
    private static readonly TimeSpan ZonesApart = TimeSpan.FromHours(14);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) => [.. OutOfOrder(postmortem), .. InTheFuture(postmortem)];

    private IEnumerable<LintFinding> OutOfOrder(Postmortem postmortem)
    {
        TimelineEntry? before = null;
        foreach (TimelineEntry entry in postmortem.Timed)
        {
            if (before is { Clock: { } last } && entry.Clock!.Instant < last.Instant && !MayFit(last, entry.Clock))
            {
                yield return At(entry.ClockQuote, $"{entry.Clock.Shown} stands after {last.Shown} of line {before.Line}, {TimeText.Of(last.Instant - entry.Clock.Instant)} back");
            }

            before = entry;
        }

        foreach (TimelineEntry entry in postmortem.Timed.Where(entry => entry.Clock!.OwnDate is null && postmortem.Timed.Any(other => other.Clock!.TimeOfDay == entry.Clock.TimeOfDay && other.Clock.Local.Date < entry.Clock.Local.Date)).Take(1))
        {
            yield return At(entry.ClockQuote, $"{entry.Clock!.Shown} stands on two days; the entry has no date of its own", LintSeverity.Note);
        }
    }

    // An outage that ends after the publication is T17's: there the date of publication is the slip.
    private IEnumerable<LintFinding> InTheFuture(Postmortem postmortem) =>
        PublicationDate.Of(postmortem) is { } published && postmortem.Outages.Count > 0 && postmortem.Outages[^1].End is { } end && DateOnly.FromDateTime(end.Local) <= published
            ? from entry in postmortem.Timed
              where entry.Clock!.OwnDate is not null && entry.Clock.Local >= published.AddDays(1).ToDateTime(default) + ZonesApart
              select At(entry.ClockQuote, $"{entry.Clock!.Shown} on {TimeText.Of(DateOnly.FromDateTime(entry.Clock.Local))} is in the future of a document that was published {TimeText.Of(published)}")
            : [];

    private static bool MayFit(ClockMention before, ClockMention clock) => (before.MayBeEither || clock.MayBeEither) && (before.Instant - clock.Instant).Duration() <= TimeSpan.FromHours(12);
}
