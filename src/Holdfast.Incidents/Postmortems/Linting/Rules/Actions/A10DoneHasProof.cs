using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A10DoneHasProof() : LintRule("A10", LintSeverity.Contradiction, "what is claimed done has a link and a date", "Add the date and the link to the change.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        // Where no task at all has a date or a link the document does not work with them: a hint, not a contradiction.
        bool usesDates = postmortem.Items.Exists(task => DateReader.Read(task.Text).Count > 0 || TaskFacts.HasLink(task, postmortem));
        foreach (TaskItem task in postmortem.Items.Where(task => task.IsDone))
        {
            bool hasDate = DateReader.Read(task.Text).Count > 0;
            bool hasLink = TaskFacts.HasLink(task, postmortem);
            if (!hasDate || !hasLink)
            {
                string missing = (hasDate, hasLink) switch { (false, false) => "neither a date nor a link", (false, true) => "no date", _ => "no link" };
                yield return At(task.Quote, $"said to be done, with {missing}", usesDates ? LintSeverity.Contradiction : LintSeverity.Guidance);
            }
        }
    }
}
