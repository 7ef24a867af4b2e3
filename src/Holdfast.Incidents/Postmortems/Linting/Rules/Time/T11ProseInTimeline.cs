using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Every event of the prose that has a time is in the timeline.</summary>
internal sealed class T11ProseInTimeline() : LintRule("T11", LintSeverity.Contradiction, "every event that has a time in the prose is in the timeline", "Add the event to the timeline, or correct the time.")
{
    private const int FewestEntries = 4;
    private readonly T05OneTimeForOneEvent twoTimes = new();

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Timed.Count() < FewestEntries)
        {
            yield break;
        }

        HashSet<(int Line, string Text)> told = [.. twoTimes.Find(postmortem).Select(finding => (finding.Line, finding.Quote))];
        foreach (Sentence sentence in postmortem.Prose.Where(sentence => !sentence.Section.Is(Topics.Lessons | Topics.Review | Topics.Record)))
        {
            foreach (ClockMention clock in sentence.Clocks.Where(clock => Known.IsEvent(sentence, clock, postmortem) && !Known.Fits(clock, postmortem)))
            {
                Quote quote = sentence.Block.Passage.Quote(clock.Start, clock.End);
                if (!told.Contains((quote.Line, quote.Text)))
                {
                    yield return At(quote, $"the timeline has no entry at {clock.Shown}");
                }
            }
        }
    }
}
