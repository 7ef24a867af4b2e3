using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A17Drill() : LintRule("A17", LintSeverity.Guidance, "a drill proves it: its id, its criterion, the date of its next run", "Add a line: drill D-014, passes when no request is lost, next run 2031-03-18.")
{
    private static readonly Phrases Drill = Phrases.Of("drill", "drills", "game day", "exercise", "replay", "rehearsal", "chaos test");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Tasks.Any() && !postmortem.Sentences.Exists(sentence => sentence.Has(Drill)))
        {
            yield return Missing(postmortem, Topics.Corrective, "no drill is named that shows the tasks to be enough");
        }
    }
}
