using Holdfast.Foundation;
using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A16DueSoon() : LintRule("A16", LintSeverity.Guidance, "tasks are due within 30 days", "Bring the date forward, or split off what can be done in 30 days.")
{
    private const int MostDays = 30;

    // Which day a task is due is what people can keep; a page that is written late cannot ask for a day that has passed.
    public override bool JudgesTheOutage => true;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0 || postmortem.Outages[0].Start.OwnDate is null)
        {
            yield break;
        }

        DateOnly end = DateOnly.FromDateTime(postmortem.Outages[^1].End.Local);
        foreach (TaskItem task in postmortem.Tasks.Where(task => !task.IsDone))
        {
            if (TaskFacts.DateOf(task) is { } date && date.In(date.Year) is { } due && due.DayNumber - end.DayNumber > MostDays)
            {
                yield return At(task.Block.Passage.Quote(date.Start, date.End), $"due {Counted.Of(due.DayNumber - end.DayNumber, "day")} after the end");
            }
        }
    }
}
