using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What was suspected and was not it. Every long outage has such paths; hiding them teaches nothing.</summary>
internal sealed class D05MisleadingPath() : LintRule("D05", LintSeverity.Format, "a misleading path is told, or 'none recorded'", "Tell what was suspected first and why it was not that, or write: misleading paths: none recorded.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isTold = postmortem.Entries.Exists(entry => entry.Is(EntryRoles.Misleading)) || postmortem.Sentences.Exists(sentence => !sentence.Section.IsWithin(Topics.Corrective | Topics.Timeline) && !postmortem.Summary.Contains(sentence) && sentence.Has(Strict));
        if (postmortem.Entries.Count > 0 && !isTold)
        {
            yield return Missing(postmortem, Topics.Timeline, "no misleading path is told, and nothing says that there was none");
        }
    }

    // In running text the words must be about an investigation; "no effect" may be about anything there.
    private static readonly Phrases Strict = Phrases.Of("ruled out", "ruled it|them|this|that out", "mislead*", "misled", "red herring*", "false lead|leads|trail|trails|suspicion|assumption", "wrong path|track|trail|suspect|direction|lead|assumption", "dead end*", "none recorded", "no misleading", "initially|first suspected|thought|assumed|believed|blamed", "rollback|revert|restart ~ failed|fails", "turned out ~ not|unrelated", "suspected ~ first", "attempted ~ rollback|roll|restart", "did not help", "suspect|suspected|suspicion", "distract*");
}
