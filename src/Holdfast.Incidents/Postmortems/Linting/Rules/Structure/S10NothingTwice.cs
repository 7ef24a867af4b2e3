using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A passage that was copied: readers skip the second one, and the two drift apart.</summary>
internal sealed class S10NothingTwice() : LintRule("S10", LintSeverity.Guidance, "no 25 words stand in two places", "Keep the passage in one place and refer to it.")
{
    private const int Length = 25;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<(Passage Passage, Word Word)> words = [.. postmortem.Sections.SelectMany(section => section.Blocks).SelectMany(block => block.Passage.Words.Select(word => (block.Passage, word)))];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int at = 0; at + Length <= words.Count; at++)
        {
            string run = string.Join(' ', words.GetRange(at, Length).Select(word => word.Word.Text));
            if (!seen.TryAdd(run, at) && at - seen[run] >= Length)
            {
                (Passage passage, Word first) = words[at];
                yield return At(passage.Quote(first.Start, passage.Text.Length), $"these {Length} words stand in line {words[seen[run]].Passage.LineAt(words[seen[run]].Word.Start)} too");
                yield break;
            }
        }
    }
}
