using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class D11Acknowledged() : LintRule("D11", LintSeverity.Guidance, "the acknowledgement is recorded", "Add the entry: 09:16 - acknowledged by the on-call engineer. If nobody did, say so: No acknowledgement was recorded.")
{
    // What did not happen cannot be told with a time.
    private static readonly Phrases Nobody = Phrases.Of("no acknowledgement|acknowledgment ~ recorded|made|given", "nobody|no-one acknowledged", "nobody|no-one has|had acknowledged", "alert|alerts|page|pages|call|calls|alarm|incident|outage|it ~ never|not acknowledged");

    // Then somebody did, and the time is known.
    private static readonly Phrases Later = Phrases.Of("acknowledged|recorded|made|given ~ until|till|before|within", "acknowledged ~ for ~ minute|minutes|min|hour|hours|h");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Entries.Count > 0 && !postmortem.Entries.Exists(entry => entry.Is(EntryRoles.Acknowledgement)) && !postmortem.Sentences.Exists(sentence => sentence.Has(Nobody) && !sentence.Has(Later)))
        {
            yield return Missing(postmortem, Topics.Timeline, "no entry tells who acknowledged, and when");
        }
    }
}
