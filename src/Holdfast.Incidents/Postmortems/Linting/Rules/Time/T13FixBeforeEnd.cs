using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The end is not before the action that ended it.</summary>
internal sealed class T13FixBeforeEnd() : LintRule("T13", LintSeverity.Contradiction, "the end is not before the fix", "Correct the time of the fix or the end.")
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    private static readonly Phrases Afterwards = Phrases.Of("afterwards", "later", "permanent*", "next day", "clean*", "follow up", "following day", "capacity", "finally", "also", "precaution*", "in addition", "postmortem", "monitoring");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0 || postmortem.Timed.Any(entry => entry.Clock!.MayBeEither))
        {
            yield break;
        }

        DateTime end = postmortem.Outages[^1].End.Instant;
        List<TimelineEntry> fixes = [.. postmortem.Timed.Where(entry => entry.Is(EntryRoles.Fix) && !entry.Is(EntryRoles.Misleading))];
        if (fixes.Count > 0 && fixes.TrueForAll(entry => entry.Clock!.Instant > end + Tolerance && !entry.Has(Afterwards)))
        {
            yield return At(fixes[0].Quote, $"the fix is at {fixes[0].Clock!.Shown}, the summary ends at {postmortem.Outages[^1].End.Shown}, {TimeText.Of(fixes[0].Clock!.Instant - end)} before");
        }
    }
}
