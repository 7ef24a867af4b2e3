using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A09TaskHasReason() : LintRule("A09", LintSeverity.Contradiction, "each task has to do with a cause or a factor", "Say in the document what the task follows from, or drop it.")
{
    // What every good postmortem may ask for, whatever the cause was.
    private static readonly Phrases Always = Phrases.Of("alert*", "monitor*", "runbook*", "playbook*", "drill*", "test|tests|testing", "dashboard*", "status page", "train*", "document*", "review*", "escalat*", "page|pages|pager|paging", "on call", "backup*", "automat*", "limit|limits", "check|checks", "postmortem*", "communicat*", "exercise*", "audit*", "rollback", "capacity", "log|logs|logging", "probe*", "staging", "canary", "rehears*", "load", "failover", "redundan*", "publish", "notify", "customer*", "user*", "share", "metric*", "process", "guideline*", "policy", "budget", "inventory", "validat*", "retry|retries", "timeout*", "template", "lint*", "scan*", "owner of");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        HashSet<string> story = Terms.Of(postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective)).SelectMany(sentence => sentence.Words).Concat(postmortem.Improvements.SelectMany(item => item.Words)).Concat(postmortem.Corrective.Where(sentence => sentence.Block.Kind == BlockKind.Paragraph).SelectMany(sentence => sentence.Words)));
        story.UnionWith(Terms.Of(Word.Split(postmortem.Title.Text)));
        foreach (TaskItem task in postmortem.Tasks.Where(task => story.Count >= 10 && !task.Has(Always)))
        {
            HashSet<string> terms = Terms.Of(TaskFacts.Core(task));
            if (terms.Count >= 2 && !terms.Overlaps(story))
            {
                yield return At(task.Quote, "nothing that the task names occurs in the document");
            }
        }
    }
}
