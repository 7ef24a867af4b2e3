using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>There is one detection. A second one is an acknowledgement, or one of the two is wrong.</summary>
internal sealed class D03OneDetection() : LintRule("D03", LintSeverity.Contradiction, "there is one detection; alert and acknowledgement are separate", "Keep the first as the detection and call the other what it was: acknowledged, confirmed.")
{
    private static readonly Phrases Words = Phrases.Of("detected", "issue|problem|incident|outage ~ detected|discovered|noticed", "first detected|noticed|discovered", "detects");
    private static readonly Phrases Others = Phrases.Of("relapse", "second", "again", "also", "cause", "bug", "leak", "confirmed", "no", "not", "nothing", "root", "undetected", "error in", "deadlock", "change", "config*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<TimelineEntry> told = [.. postmortem.Timed.Where(entry => entry.Has(Words) && !entry.Has(Others))];
        foreach (TimelineEntry entry in told.Skip(1).Where(entry => entry.Clock!.Instant != told[0].Clock!.Instant && postmortem.Outages.Count < 2))
        {
            yield return At(entry.QuoteOf(Words), $"detected at {entry.Clock!.Shown}, and before at {told[0].Clock!.Shown} (\"{told[0].QuoteOf(Words).Text}\" in line {told[0].Line})");
        }
    }
}
