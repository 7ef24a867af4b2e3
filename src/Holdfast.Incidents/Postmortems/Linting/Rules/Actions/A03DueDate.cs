using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A03DueDate() : LintRule("A03", LintSeverity.Guidance, "each task has a due date", "Add a date: due 2031-03-17.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Tasks.Select(task => TaskFacts.NoSuchDay(task) is { } day ? At(task.Quote, $"there is no such day as {day}")
            : TaskFacts.HasDue(task) ? null : At(task.Quote, "the task has no due date")).OfType<LintFinding>();
}
