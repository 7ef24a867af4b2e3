using Holdfast.Foundation;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Published after the end, and while people remember.</summary>
internal sealed class T17PublishedInTime() : LintRule("T17", LintSeverity.Guidance, "published after the end, within 3 days (SEV1) or 5 working days", "Correct the date of publication, or publish earlier next time.")
{
    private const int DaysOfTheWorst = 3;
    private const int WorkingDays = 5;

    // It was published when it was published; a correction comes later still.
    public override bool JudgesTheOutage => true;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        DateOnly? end = postmortem.Outages.Count > 0 ? postmortem.Outages[^1].End.OwnDate ?? postmortem.Outages[0].Start.OwnDate : null;
        if (end is not { } ended || PublicationDate.Find(postmortem) is not { } found || found.Date.In(found.Date.Year) is not { } published)
        {
            yield break;
        }

        bool isWorst = Records.Of(postmortem, "severity", "sev", "priority").Value.Contains('1');
        int days = published.DayNumber - ended.DayNumber;
        int working = Enumerable.Range(1, Math.Clamp(days, 0, 400)).Count(day => ended.AddDays(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        if (days < 0)
        {
            yield return At(found.Line, $"published {TimeText.Of(published)}, before the end on {TimeText.Of(ended)}");
        }
        else if (isWorst ? days > DaysOfTheWorst : working > WorkingDays)
        {
            yield return At(found.Line, $"published {Counted.Of(days, "day")} after the end");
        }
    }
}
