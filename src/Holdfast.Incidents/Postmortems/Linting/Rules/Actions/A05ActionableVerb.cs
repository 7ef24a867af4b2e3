using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A05ActionableVerb() : LintRule("A05", LintSeverity.Guidance, "no task starts with a verb that never ends", "Say what will be different when the task is done.")
{
    private static readonly HashSet<string> Endless = new(["investigate", "research", "consider", "explore", "look", "ensure", "improve", "enhance", "review", "think", "evaluate", "examine", "study", "discuss", "try", "be", "strive"], StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (TaskItem task in postmortem.Tasks)
        {
            if (TaskVerb.Of(task) is { } first && Endless.Contains(first.Text))
            {
                yield return At(task.Block.Passage.Quote(first.Start, first.End), $"nobody can tell when '{first.Text}' is done");
            }
        }
    }
}
