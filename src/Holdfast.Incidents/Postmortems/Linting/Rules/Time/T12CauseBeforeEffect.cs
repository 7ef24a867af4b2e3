using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What set it off was there before it began.</summary>
internal sealed class T12CauseBeforeEffect() : LintRule("T12", LintSeverity.Contradiction, "cause and trigger are not later than their effect", "Correct the time, or look for another cause: this one came after the effect.")
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    private static readonly Phrases Claims = Phrases.Of("trigger*", "caused by", "root cause", "set off by", "was the cause", "led to the outage|incident", "began when", "started when", "after a|an|the ~ at");
    private static readonly Phrases Later = Phrases.Of("identif*", "found", "confirm*", "discover*", "detect*", "alert*", "rolled back", "rollback", "revert*", "restor*", "recover*", "fixed", "resolved", "diagnos*", "traced", "noticed", "suspect*", "escalat*", "replaced", "restart*", "ruled out", "realised|realized", "determined", "page|paged", "raised", "relapse*", "second", "again", "not|wrong*", "clear|known|understood");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0)
        {
            yield break;
        }

        DateTime start = postmortem.Outages[0].Start.Instant;
        TimeSpan startOfDay = postmortem.Outages[0].Start.TimeOfDay;
        foreach (Sentence sentence in postmortem.Prose.Where(sentence => sentence.Clocks.Count == 1 && !sentence.Has(Later) && (sentence.Has(Claims) || sentence.Section.Is(Topics.Trigger) && !sentence.Section.Is(Topics.Cause))))
        {
            ClockMention clock = sentence.Clocks[0];
            bool isEnd = postmortem.Outages.Exists(outage => outage.End == clock || outage.Start == clock);
            // Without a date of its own the same day is meant, or the one after when the outage crossed midnight.
            TimeSpan late = clock.OwnDate is null ? clock.TimeOfDay - startOfDay : clock.Instant - start;
            if (!isEnd && late > Tolerance && !clock.MayBeEither && late < TimeSpan.FromHours(20))
            {
                yield return At(sentence.Block.Passage.Quote(clock.Start, clock.End), $"the cause is at {clock.Shown}, its effect began at {postmortem.Outages[0].Start.Shown}, {TimeText.Of(late)} before");
            }
        }

        foreach (TimelineEntry entry in postmortem.Timed.Where(entry => entry.Has(Phrases.Of("the trigger", "trigger", "triggering change|event", "root cause introduced")) && !entry.Has(Later) && !entry.Is(EntryRoles.Detection | EntryRoles.Recovery)))
        {
            if (entry.Clock!.Instant > start + Tolerance && postmortem.Outages.TrueForAll(outage => outage.Start.Instant < entry.Clock.Instant))
            {
                yield return At(entry.Quote, $"the trigger is at {entry.Clock.Shown}, its effect began at {postmortem.Outages[0].Start.Shown}");
            }
        }
    }
}
