using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class D13LateDetection() : LintRule("D13", LintSeverity.Guidance, "detected within 5 minutes of the start", "Add a task that halves the time to detect.")
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        TimelineEntry? detection = postmortem.Timed.FirstOrDefault(entry => entry.Has(Detections.Detected) && postmortem.Outages.Count > 0 && entry.Clock!.Instant >= postmortem.Outages[0].Start.Instant);
        if (detection is not null && detection.Clock!.Instant - postmortem.Outages[0].Start.Instant is TimeSpan delay && delay > Most)
        {
            yield return At(detection.Quote, $"detected {TimeText.Of(delay)} after the start");
        }
    }
}
