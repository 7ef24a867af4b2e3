using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Where the document tells of the detection.</summary>
internal static class Detections
{
    public static readonly Phrases Detected = Phrases.Of(
        "alert|alerts|alerted", "alarm|alarms|alarmed", "paged|pager|pagers", "page|pages the|our|on|an|fired|sent|went|reached", "detect|detects|detected|detection", "notice|notices|noticed", "monitor|monitors|monitoring ~ fired|fires|reported|reports|raised|flagged|triggered|sent|warned|showed", "staff|engineer|engineers|developer|developers|employee|operator|operators|technician ~ reported|reports|report", "users|user|customers|customer|support|player|players|patients|callers|client|clients|partner|merchant|merchants|students|teacher|teachers|driver|drivers|reader|readers|visitor|visitors|member|members|buyer|buyers|guest|guests ~ reported|reports|report|complain*|called|wrote|opened|noticed|phoned|telephoned|rang|tweet*|mailed",
        "reported by", "first report|reports|complaint|complaints|ticket|tickets|call|calls", "probe|check|checks|synthetic ~ fired|failed|failing|fails|fail|turned", "and|which|that pages|paged", "spotted", "discovered", "tickets|complaints|reports|calls ~ arrive*|began|came|come|start*|from", "observed", "became aware", "learned of");

    public static bool HasTime(Postmortem postmortem) =>
        postmortem.Timed.Any(entry => entry.Has(Detected)) || postmortem.Prose.Any(sentence => sentence.Has(Detected) && sentence.Clocks.Count > 0)
        || postmortem.Prose.Any(sentence => sentence.Has(Detected) && sentence.Durations.Exists(duration => sentence.Words.Exists(word => word.Text is "after" or "later" or "within" or "in")) && postmortem.Outages.Count > 0);
}
