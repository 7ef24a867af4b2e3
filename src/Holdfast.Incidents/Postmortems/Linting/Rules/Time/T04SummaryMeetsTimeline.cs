using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Start and end of the summary are those of the timeline.</summary>
internal sealed class T04SummaryMeetsTimeline() : LintRule("T04", LintSeverity.Contradiction, "start and end of the summary are those of the timeline", "Use the same two times in summary and timeline.")
{
    private static readonly TimeSpan ToTheMinute = TimeSpan.FromMinutes(1);

    // Where both are written to the second: two clocks, or two ways to round, are no contradiction.
    private static readonly TimeSpan ToTheSecond = TimeSpan.FromSeconds(5);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0 || postmortem.Timed.Count() < 3)
        {
            yield break;
        }

        Outage first = postmortem.Outages[0];
        Outage last = postmortem.Outages[^1];
        TimelineEntry? start = Nearest(postmortem, EntryRoles.Start, first.Start);
        TimelineEntry? end = postmortem.LastEntry(EntryRoles.Recovery);
        bool startFits = start is null || Meets(postmortem, first.Start);
        bool endFits = end is null || (end.Clock!.Second is null || last.End.Second is null ? Meets(postmortem, last.End) : IsRecovery(postmortem, last.End)) || end.Clock!.Instant > last.End.Instant && postmortem.Timed.Any(entry => entry != end && entry.Is(EntryRoles.Recovery) && Near(entry.Clock!, last.End));
        if ((startFits && endFits) || IsZoneShift(postmortem, first.Start, last.End))
        {
            yield break;
        }

        if (!startFits)
        {
            yield return At(first.StartQuote, $"the summary begins at {first.Start.Shown}, the timeline at {start!.Clock!.Shown} (\"{start.ClockQuote.Text}\" in line {start.Line}), {TimeText.Of((start.Clock.Instant - first.Start.Instant).Duration())} apart");
        }

        if (!endFits)
        {
            yield return At(last.EndQuote, $"the summary ends at {last.End.Shown}, the timeline at {end!.Clock!.Shown} (\"{end.ClockQuote.Text}\" in line {end.Line}), {TimeText.Of((end.Clock.Instant - last.End.Instant).Duration())} apart");
        }
    }

    private static TimelineEntry? Nearest(Postmortem postmortem, EntryRoles role, ClockMention clock) =>
        postmortem.Timed.Where(entry => entry.Is(role)).MinBy(entry => (entry.Clock!.Instant - clock.Instant).Duration());

    private static bool Meets(Postmortem postmortem, ClockMention clock) =>
        postmortem.Timed.Any(entry => Near(entry.Clock!, clock) || (entry.Until is { } until && Near(until, clock)) || entry.Sentences.Any(sentence => sentence.Clocks.Exists(other => Same(other, clock))));

    // To the second an entry of something else stands close to every end.
    private static bool IsRecovery(Postmortem postmortem, ClockMention clock) =>
        postmortem.Timed.Any(entry => entry.Is(EntryRoles.Recovery | EntryRoles.Fix) && (Near(entry.Clock!, clock) || (entry.Until is { } until && Near(until, clock)) || entry.Sentences.Any(sentence => sentence.Clocks.Exists(other => Same(other, clock)))));

    private static bool Near(ClockMention one, ClockMention other) =>
        (one.Instant - other.Instant).Duration() <= Tolerance(one, other) || ((one.MayBeEither || other.MayBeEither) && ((one.Instant - other.Instant).Duration() - TimeSpan.FromHours(12)).Duration() <= Tolerance(one, other));

    private static bool Same(ClockMention one, ClockMention other) => (one.TimeOfDay - other.TimeOfDay).Duration() <= Tolerance(one, other);

    private static TimeSpan Tolerance(ClockMention one, ClockMention other) => one.Second is not null && other.Second is not null ? ToTheSecond : ToTheMinute;

    // Both differ by the same whole hours: then it is the zone, and T02 says so.
    private static bool IsZoneShift(Postmortem postmortem, ClockMention start, ClockMention end) =>
        start.Zone is { } zone && postmortem.Timed.First().Clock!.Zone is { } other && zone.OffsetAt(start.Local) != other.OffsetAt(start.Local)
        && postmortem.Timed.Any(entry => Same(entry.Clock!, start)) && postmortem.Timed.Any(entry => Same(entry.Clock!, end) || (entry.Until is { } until && Same(until, end)));
}
