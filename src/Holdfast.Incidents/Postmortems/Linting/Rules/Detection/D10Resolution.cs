using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>How it was resolved stands in the timeline.</summary>
internal sealed class D10Resolution() : LintRule("D10", LintSeverity.Format, "an entry tells how it was resolved", "Add the entry of the action that ended it.")
{
    private static readonly Phrases Resolved = Phrases.Of("resolved", "resolution", "fixed", "fix", "repaired", "solved", "mitigated");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isTold = postmortem.Entries.Exists(entry => (entry.Is(EntryRoles.Fix) && !IsFailed(entry)) || entry.Has(Resolved));
        if (postmortem.Entries.Count > 0 && !isTold)
        {
            yield return Missing(postmortem, Topics.Timeline, "no entry of the timeline tells how it was resolved");
        }
    }

    private static bool IsFailed(TimelineEntry entry) => entry.Has(Phrases.Of("no effect|change|improvement|difference", "without effect|success", "did not help", "failed rollback|restart|attempt", "rollback|restart|attempt ~ failed")) || (entry.Is(EntryRoles.Change) && entry.Has(Phrases.Of("deployed", "rollout", "release*")) && !entry.Has(Phrases.Of("fix*", "hotfix", "patch*", "rollback", "rolled|roll|rolls ~ back", "revert*")));
}
