using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class D01DetectionTime() : LintRule("D01", LintSeverity.Format, "the time of detection is given", "Add an entry: 09:14 - the error rate alert paged the on-call engineer.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isSectioned = postmortem.Sentences.Exists(sentence => sentence.Section.Is(Topics.Detection) && sentence.Clocks.Count > 0);
        if (postmortem.Entries.Count > 0 && !isSectioned && !Detections.HasTime(postmortem))
        {
            yield return Missing(postmortem, Topics.Timeline, "nothing says when the problem was detected");
        }
    }
}
