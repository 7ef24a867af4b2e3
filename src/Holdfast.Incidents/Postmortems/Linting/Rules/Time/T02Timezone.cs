using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Summary and timeline name the time zone, and it is the same one.</summary>
internal sealed class T02Timezone() : LintRule("T02", LintSeverity.Format, "summary and timeline name the time zone, the same one", "Write the zone beside the times of the summary and in the heading of the timeline: Timeline (all times UTC).")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.First(Topics.Timeline) is not { } timeline || postmortem.Entries.Count == 0)
        {
            yield break;
        }

        Zone? inSummary = ZoneIn(postmortem.Summary) ?? Stated(postmortem, section => section.IsWithin(Topics.Summary) || section.Is(Topics.Title));
        Zone? inTimeline = postmortem.Timed.Select(entry => entry.Clock!.OwnZone).FirstOrDefault(zone => zone is not null) ?? Stated(postmortem, section => section.Is(Topics.Timeline));
        Zone? forAll = ForAll(postmortem);
        if ((inSummary ?? forAll) is null && postmortem.Summary.Exists(sentence => sentence.Clocks.Count > 0))
        {
            yield return Missing(postmortem, Topics.Summary, "the times of the summary have no time zone");
        }

        if ((inTimeline ?? forAll) is null)
        {
            yield return At(timeline.Heading is { } heading ? heading.Passage.Quote(0, heading.Text.Length) : postmortem.Entries[0].Quote, "the times of the timeline have no time zone");
        }
        else if (inSummary is not null && inTimeline is not null && !IsSame(inSummary, inTimeline, postmortem) && !MeetsAsInstants(postmortem))
        {
            yield return At(timeline.Heading is { } heading ? heading.Passage.Quote(0, heading.Text.Length) : postmortem.Entries[0].Quote, $"the summary is in {inSummary.Written}, the timeline in {inTimeline.Written}");
        }

        foreach (Sentence sentence in postmortem.Sentences.Where(sentence => sentence.Clocks.Exists(clock => clock.OwnZone is { IsAmbiguous: true })).Take(1))
        {
            Zone zone = sentence.Clocks.First(clock => clock.OwnZone is { IsAmbiguous: true }).OwnZone!;
            yield return At(sentence.Quote, $"{zone.Written} is the short form of several zones", LintSeverity.Note);
        }
    }

    private static Zone? ZoneIn(IEnumerable<Sentence> sentences) => sentences.SelectMany(sentence => sentence.Clocks).Select(clock => clock.OwnZone).FirstOrDefault(zone => zone is not null);

    private static Zone? ForAll(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => TimeFrame.IsAboutAllTimes(sentence)).Select(sentence => ZoneReader.Anywhere(sentence.Text)).FirstOrDefault(zone => zone is not null);

    private static Zone? Stated(Postmortem postmortem, Func<Section, bool> wanted) =>
        postmortem.Sections.Where(wanted).Select(section => section.Heading is { } heading ? ZoneReader.Anywhere(TimeFrame.Bracketed(heading.Text)) : null).FirstOrDefault(zone => zone is not null)
        ?? postmortem.Sentences.Where(sentence => wanted(sentence.Section) && TimeFrame.IsAboutAllTimes(sentence)).Select(sentence => ZoneReader.Anywhere(sentence.Text)).FirstOrDefault(zone => zone is not null);

    // People write PST in summer: the readings of the clock are what they mean.
    private static bool IsSame(Zone one, Zone other, Postmortem postmortem)
    {
        DateTime at = postmortem.Outages.Count > 0 ? postmortem.Outages[0].Start.Local : postmortem.Timed.First().Clock!.Local;
        bool isSameFamily = one.Written[0] == other.Written[0] && one.Written[^1] == 'T' && other.Written[^1] == 'T' && one.Written.Length <= 3 && other.Written.Length <= 3;
        return one.IsSame(other, at) || (isSameFamily && Math.Abs(one.OffsetAt(at) - other.OffsetAt(at)) <= 60);
    }

    /// <summary>Two zones, and start and end of the summary are entries of the timeline all the same.</summary>
    private static bool MeetsAsInstants(Postmortem postmortem) =>
        postmortem.Outages.Count > 0 && postmortem.Outages.TrueForAll(outage => postmortem.Timed.Any(entry => entry.Clock!.Instant == outage.Start.Instant || entry.Clock.Instant == outage.End.Instant));
}
