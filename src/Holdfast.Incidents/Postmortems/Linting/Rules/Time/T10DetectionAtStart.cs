using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Detected in the minute in which it began: only a measurement can know that it did not begin before.</summary>
internal sealed class T10DetectionAtStart() : LintRule("T10", LintSeverity.Contradiction, "a detection at the start has a measurement that it did not begin earlier", "Take the start from the series of errors, or say which measurement shows that it did not begin earlier.")
{
    private static readonly Phrases Measured = Phrases.Of("alert*", "alarm*", "monitor*", "metric*", "graph*", "dashboard*", "probe*", "check|checks", "pager*", "paged", "log|logs", "measured", "series", "synthetic", "rate", "automat*", "sensor*", "detector*", "health");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0 || postmortem.FirstEntry(EntryRoles.Detection) is not { } detection)
        {
            yield break;
        }

        ClockMention start = postmortem.Outages[0].Start;
        bool isMeasured = detection.Has(Measured) || postmortem.Prose.Any(sentence => sentence.Has(Measured) && (sentence.Has(Vocabulary.Detection) || sentence.Clocks.Exists(clock => clock.TimeOfDay == start.TimeOfDay)))
            || postmortem.Timed.Any(entry => entry.Clock!.Instant == start.Instant && entry.Has(Measured));
        if (detection.Clock!.Instant == start.Instant && !isMeasured)
        {
            yield return At(detection.Quote, $"detected at {detection.Clock.Shown}, in the minute of the start, by people: nothing shows that it did not begin earlier");
        }
    }
}
