using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The timeline goes forward.</summary>
internal sealed class T06TimelineInOrder() : LintRule("T06", LintSeverity.Contradiction, "the timeline is in order", "Put the entry where its time belongs, or correct its time; write the date where a day ends.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
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

    private static bool MayFit(ClockMention before, ClockMention clock) => (before.MayBeEither || clock.MayBeEither) && (before.Instant - clock.Instant).Duration() <= TimeSpan.FromHours(12);
}
