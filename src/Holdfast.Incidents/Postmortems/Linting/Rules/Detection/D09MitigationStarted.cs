using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class D09MitigationStarted() : LintRule("D09", LintSeverity.Guidance, "an entry tells when mitigation started", "Add the entry of the first action against the failure.")
{
    // Of the outage itself: a server that recovered by itself mitigates nothing.
    private static readonly Phrases None = Phrases.Of("no mitigation ~ recorded|needed|applied", "it|outage|incident|failure|surge|traffic|load ended|recovered|subsided by itself");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Entries.Count > 0 && !postmortem.Entries.Exists(entry => entry.Is(EntryRoles.Fix)) && !postmortem.Prose.Any(sentence => sentence.Has(None)))
        {
            yield return Missing(postmortem, Topics.Timeline, "no entry tells when mitigation started");
        }
    }
}
