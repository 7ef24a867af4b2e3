using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A15Ticket() : LintRule("A15", LintSeverity.Guidance, "tasks have a ticket", "Add the ticket: OPS-142.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Tasks.Where(task => !TaskFacts.HasTicket(task) && !TaskFacts.HasLink(task, postmortem)).Take(1).Select(task => At(task.Quote, "the task has no ticket"));
}
