using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Nobody replaces a disk or restores a database in seconds.</summary>
internal sealed class R06PlausibleDuration() : LintRule("R06", LintSeverity.Contradiction, "the time that the fix took is plausible for what was done", "Correct the time, or say what was prepared before.")
{
    private static readonly (Phrases Action, TimeSpan AtLeast)[] Slow =
    [
        (Phrases.Of("restored|restoring|restore ~ from backup|backups|tape", "rebuilt|rebuilding|rebuild ~ database|index|array|server|cluster", "re imported"), TimeSpan.FromMinutes(2)),
        (Phrases.Of("replaced|replacing|swapped ~ disk|disks|switch|router|power|cable|memory|board|server|machine|hardware|card", "installed ~ hardware|server|disk|disks"), TimeSpan.FromMinutes(3)),
        (Phrases.Of("reinstalled|reinstalling", "new hardware ~ delivered|installed"), TimeSpan.FromMinutes(3)),
        (Phrases.Of("terabyte|terabytes|tb ~ copied|restored|moved|migrated", "copied|restored|moved|migrated ~ terabyte|terabytes|tb"), TimeSpan.FromMinutes(5)),
    ];

    private static readonly Phrases Took = Phrases.Of("took", "in", "within", "after", "lasted", "needed");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Durations.Count > 0))
        {
            foreach ((Phrases action, TimeSpan atLeast) in Slow.Where(slow => sentence.Has(slow.Action)))
            {
                DurationMention? quick = sentence.Durations.Find(duration => duration.Length < atLeast && duration.Length > TimeSpan.Zero && sentence.Words.LastOrDefault(word => word.End <= duration.Start) is { Text: { } before } && Took.Contains([new Word(before, 0, 1)]));
                if (quick is not null)
                {
                    yield return At(sentence.Block.Passage.Quote(quick.Start, quick.End), $"stated {TimeText.Of(quick.Length)} for something that takes at least {TimeText.Of(atLeast)}");
                }
            }
        }
    }
}
