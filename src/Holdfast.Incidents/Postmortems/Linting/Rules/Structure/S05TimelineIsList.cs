using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Entries of the form "time - text", so that the course of events can be scanned.</summary>
internal sealed class S05TimelineIsList() : LintRule("S05", LintSeverity.Format, "the timeline is a list of entries `time - text`", "Write each event as an item of its own: - 09:14 - what happened.")
{
    private const int LongestEntryWithoutBullet = 60;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.First(Topics.Timeline) is null)
        {
            yield break;
        }

        foreach (Block block in postmortem.Unfitting)
        {
            string problem = block.Kind == BlockKind.Paragraph ? "running text stands in the timeline instead of entries" : "the entry does not begin with its time";
            yield return At(block.Passage.Quote(0, block.Text.Length), problem);
        }

        foreach (TimelineEntry entry in postmortem.Entries)
        {
            if (entry.Words.Count == 0)
            {
                yield return At(entry.Quote, "the entry has a time and no text");
            }
            else if (entry.Block.Kind == BlockKind.Paragraph && entry.Block.Passage.Words.Count > LongestEntryWithoutBullet)
            {
                yield return At(entry.Quote, "running text stands in the timeline instead of entries");
            }
        }

        bool isEmpty = postmortem.Entries.Count == 0 && postmortem.Unfitting.Count == 0 && postmortem.Sections.Exists(section => section.Is(Topics.Timeline) && section.Blocks.Count > 0);
        if (isEmpty)
        {
            yield return Missing(postmortem, Topics.Timeline, "the timeline has no entry");
        }
    }
}
