using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Only what was rolled out can be rolled back.</summary>
internal sealed class R05RollbackHasChange() : LintRule("R05", LintSeverity.Contradiction, "a rollback has the deployment or change that it undoes", "Add the entry of the change, with its time, or say what was really done.")
{
    private static readonly Phrases Rollback = Phrases.Of("rolled|rolls|rolling|roll back", "rollback", "rollbacks", "revert|reverted|reverts|reverting");
    private static readonly Phrases Changed = Phrases.Of("deploy*", "release*", "config*", "change|changes|changed", "version*", "update*", "flag*", "migrat*", "upgrade*", "push|pushed", "merge*", "commit*", "rollout*", "rolled out", "patch*", "build", "setting*", "edit*", "applied", "rule|rules", "schema", "template", "firmware", "image", "script", "file", "switched on", "enabled", "experiment", "launched", "raised|lowered");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> told = postmortem.Sentences.FindAll(sentence => !sentence.Section.IsWithin(Topics.Corrective));
        Sentence? rollback = told.Find(sentence => sentence.Has(Rollback));
        if (rollback is not null && !told.Exists(sentence => sentence.Has(Changed) && (!sentence.Has(Rollback) || SaysWhich(sentence))))
        {
            yield return At(rollback.QuoteOf(Rollback), "something was rolled back, and no deployment and no change of configuration is told");
        }
    }

    // "rolled back the last deployment of 10:40" tells of the deployment too.
    private static bool SaysWhich(Sentence sentence) => sentence.Has(Phrases.Of("last|latest|previous|recent|new|morning's|day's|that|problematic|faulty|bad ~ deploy*|release|version|change|config*|update|build|migration", "deploy*|release|change|version|config* ~ from|of"));
}
