using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The summary says when it began and when it was over.</summary>
internal sealed class T01StartAndEnd() : LintRule("T01", LintSeverity.Format, "the summary has start and end", "Write both, for example: from 09:10 to 11:00 UTC on 4 March 2031.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count > 0 || postmortem.Summary.Count == 0)
        {
            yield break;
        }

        int times = postmortem.Summary.Sum(sentence => sentence.Clocks.Count);
        yield return Missing(postmortem, Topics.Summary, times == 0 ? "the summary has neither a start time nor an end time" : "the summary does not say both when it began and when it ended");
    }
}
