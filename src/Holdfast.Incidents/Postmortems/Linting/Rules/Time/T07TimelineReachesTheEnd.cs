using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The timeline tells the recovery, and does not stop before the end that the summary states.</summary>
internal sealed class T07TimelineReachesTheEnd() : LintRule("T07", LintSeverity.Format, "the last entry is not before the end, and an entry marks the recovery", "Add the entry that tells when everything was well again.")
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (!postmortem.Timed.Any())
        {
            yield break;
        }

        TimelineEntry last = postmortem.Timed.MaxBy(entry => (entry.Until ?? entry.Clock!).Instant)!;
        bool isRecovered = postmortem.Timed.Any(entry => entry.Is(EntryRoles.Recovery));
        if (!isRecovered)
        {
            yield return At(last.Quote, "no entry of the timeline marks the recovery");
        }
        else if (postmortem.Outages.Count > 0 && !postmortem.Timed.Any(entry => entry.Clock!.MayBeEither))
        {
            ClockMention end = postmortem.Outages[^1].End;
            DateTime lastTime = (last.Until ?? last.Clock!).Instant;
            bool isZone = end.Zone is { } zone && last.Clock!.Zone is { } other && zone.OffsetAt(end.Local) != other.OffsetAt(end.Local);
            bool recoveryIsLast = last.Is(EntryRoles.Recovery);
            if (lastTime < end.Instant - Tolerance && !isZone && !recoveryIsLast)
            {
                yield return At(last.ClockQuote, $"the timeline stops at {last.Clock!.Shown}, the summary ends at {end.Shown}");
            }
        }
    }
}
