using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Seen soon, and before all was lost.</summary>
internal sealed class D13LateDetection() : LintRule("D13", LintSeverity.Guidance, "detected within 5 minutes of the start, and before everything failed", "No other text mends it: add a task that halves the time to detect.")
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    // A sign that is older belongs to something else.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    private static readonly Phrases Total = Phrases.Of(
        "total|complete|full outage|failure|loss|breakdown", "completely|entirely|totally|fully down|unavailable|unreachable|offline|lost", "all|every|both ~ servers|server|requests|request|users|customers|payments|sessions|nodes|node|hosts|host|replicas ~ failed|fails|fail|down|lost|died|dead|refused|unreachable|offline|crashed",
        "no|not request|server|payment|user|customer|session|node ~ answered|served|left|alive|succeeded|through", "nothing ~ answered|served|worked|works", "last ~ server|node|host|replica ~ failed|died|crashed|down|lost");

    // It was seen when it was seen.
    public override bool JudgesTheOutage => true;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0)
        {
            yield break;
        }

        // What was seen shortly before the harm was seen in time; what tells of the second outage says nothing of the first.
        DateTime start = postmortem.Outages[0].Start.Instant;
        DateTime until = postmortem.Outages.Select(outage => outage.Start.Instant).Where(other => other > start).DefaultIfEmpty(DateTime.MaxValue).Min();
        TimelineEntry? detection = postmortem.Timed.FirstOrDefault(entry => entry.Has(Detections.Detected) && entry.Clock!.Instant >= start - Before && entry.Clock.Instant < until);
        if (detection is not null && detection.Clock!.Instant - postmortem.Outages[0].Start.Instant is TimeSpan delay && delay > Most)
        {
            yield return At(detection.Quote, $"detected {TimeText.Of(delay)} after the start");
        }
        else if (detection is not null && postmortem.Timed.FirstOrDefault(entry => entry.Clock!.Instant > postmortem.Outages[0].Start.Instant && entry.Clock.Instant < detection.Clock!.Instant && entry.Has(Total)) is { } total)
        {
            yield return At(detection.Quote, $"detected only after everything had failed at {total.Clock!.Shown}; the trouble began at {postmortem.Outages[0].Start.Shown}");
        }
    }
}
