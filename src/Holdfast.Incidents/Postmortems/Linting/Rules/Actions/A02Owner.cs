using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A02Owner() : LintRule("A02", LintSeverity.Guidance, "each task has an owner", "Add one team or person: owner: edge team.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Tasks.Where(task => !TaskFacts.HasOwner(task) && !OwnerCells.Name(task, postmortem.Lines)).Select(task => At(task.Quote, "the task has no owner"));
}
