using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A14Priority() : LintRule("A14", LintSeverity.Guidance, "tasks have a priority", "Add a priority: P1.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Tasks.Where(task => !TaskFacts.HasPriority(task)).Take(1).Select(task => At(task.Quote, "the task has no priority"));
}
