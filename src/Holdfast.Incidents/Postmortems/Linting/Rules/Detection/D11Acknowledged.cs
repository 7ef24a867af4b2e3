using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class D11Acknowledged() : LintRule("D11", LintSeverity.Guidance, "the acknowledgement is recorded", "Add the entry: 09:16 - acknowledged by the on-call engineer.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Entries.Count > 0 && !postmortem.Entries.Exists(entry => entry.Is(EntryRoles.Acknowledgement)))
        {
            yield return Missing(postmortem, Topics.Timeline, "no entry tells who acknowledged, and when");
        }
    }
}
