using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The moment in which the cause was known.</summary>
internal sealed class D08CauseIdentified() : LintRule("D08", LintSeverity.Contradiction, "an entry tells when the cause was identified", "Add the entry: 10:20 - cause identified: ...")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isTold = postmortem.Entries.Exists(entry => entry.Is(EntryRoles.CauseFound)) || postmortem.Prose.Any(sentence => sentence.Has(Vocabulary.CauseFound) && sentence.Clocks.Count > 0 && !postmortem.Summary.Contains(sentence));
        // Whoever never looked for the cause did not find it either: the timeline must be one that could tell.
        if (postmortem.Timed.Count() > 3 && !isTold)
        {
            yield return Missing(postmortem, Topics.Timeline, "the document names a cause, and no entry of the timeline says when it was found");
        }
    }
}
