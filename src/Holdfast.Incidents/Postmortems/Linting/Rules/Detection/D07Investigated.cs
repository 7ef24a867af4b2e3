using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What was looked at, and what was thought.</summary>
internal sealed class D07Investigated() : LintRule("D07", LintSeverity.Format, "at least one part that was investigated and one hypothesis are told", "Add entries: which part was looked at, which assumption was made, what came of it.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Entries.Count == 0)
        {
            yield break;
        }

        List<Sentence> told = postmortem.Sentences.FindAll(sentence => !sentence.Section.IsWithin(Topics.Corrective) && !postmortem.Summary.Contains(sentence));
        bool isInvestigated = told.Exists(sentence => sentence.Has(Vocabulary.Investigation)) || postmortem.Timed.Any(entry => entry.Is(EntryRoles.Misleading));
        bool isThought = told.Exists(sentence => sentence.Has(Vocabulary.Hypothesis)) || postmortem.Timed.Any(entry => entry.Is(EntryRoles.Misleading));
        if (!isInvestigated || !isThought)
        {
            string missing = (isInvestigated, isThought) switch { (false, false) => "neither a part that was investigated nor a hypothesis is told", (false, true) => "no part that was investigated is told", _ => "no hypothesis is told" };
            yield return Missing(postmortem, Topics.Timeline, missing);
        }
    }
}
