using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A13ImprovementsHaveTasks() : LintRule("A13", LintSeverity.Guidance, "each improvement has a task", "Add a task that makes a first step of it.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        HashSet<string> tasks = Terms.Of(postmortem.Tasks.SelectMany(task => task.Words));
        foreach (TaskItem improvement in postmortem.Improvements)
        {
            HashSet<string> terms = Terms.Of(improvement.Words);
            if (tasks.Count > 0 && terms.Count >= 2 && !terms.Overlaps(tasks))
            {
                yield return At(improvement.Quote, "no task has to do with the improvement");
            }
        }
    }
}
