using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A12ThreeTypes() : LintRule("A12", LintSeverity.Guidance, "tasks prevent, detect and mitigate, one of each; improvements are no copies of tasks", "Add a task of the missing type, or label the tasks: prevent, detect, mitigate.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<TaskItem> tasks = [.. postmortem.Tasks];
        (string Name, Phrases Words)[] types = [("prevent", TaskTypes.Prevent), ("detect", TaskTypes.Detect), ("mitigate", TaskTypes.Mitigate)];
        string[] missing = [.. types.Where(type => !tasks.Exists(task => task.Has(type.Words))).Select(type => type.Name)];
        if (tasks.Count > 0 && missing.Length > 0)
        {
            yield return At(tasks[0].Quote, $"no task would {string.Join(" or ", missing)}");
        }

        foreach (TaskItem improvement in postmortem.Improvements)
        {
            HashSet<string> terms = Terms.Of(improvement.Words);
            TaskItem? copy = tasks.Find(task => terms.Count >= 3 && Terms.Of(task.Words) is { } own && terms.SetEquals(own));
            if (copy is not null)
            {
                yield return At(improvement.Quote, $"the improvement is a copy of the task in line {copy.Line}");
            }
        }
    }
}
