using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A07PreventsCause() : LintRule("A07", LintSeverity.Contradiction, "a task prevents the root cause", "Add a task that changes what the root cause names.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        HashSet<string> cause = Terms.Of(postmortem.Cause.Concat(postmortem.Resolution));
        List<TaskItem> tasks = [.. postmortem.Tasks];
        if (cause.Count >= 5 && tasks.Count > 0 && !tasks.Exists(task => Terms.Of(task.Words).Overlaps(cause)))
        {
            yield return At(tasks[0].Quote, "no task has to do with anything that the root cause names");
        }
    }
}
