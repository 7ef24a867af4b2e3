using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>One or two sentences to an entry.</summary>
internal sealed class S06EntriesAreShort() : LintRule("S06", LintSeverity.Format, "each entry of the timeline has one or two sentences", "Split the entry, or move the detail to the root cause.")
{
    private const int Most = 2;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (TimelineEntry entry in postmortem.Entries)
        {
            int sentences = entry.Sentences.Count(sentence => sentence.Words.Exists(word => word.Start >= entry.TextStart));
            if (sentences > Most)
            {
                yield return At(entry.Quote, $"the entry has {sentences} sentences, {Most} are the most");
            }
        }
    }
}
