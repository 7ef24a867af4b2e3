using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class D12UsersInformed() : LintRule("D12", LintSeverity.Guidance, "users were informed", "Add the entry of the first message to users, or say that there was none.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isTold = postmortem.Sentences.Exists(sentence => !sentence.Section.IsWithin(Topics.Corrective) && (sentence.Has(Vocabulary.UsersInformed) || sentence.Has(Phrases.Of("no message|notice ~ users|customers"))));
        if (postmortem.Entries.Count > 0 && !isTold)
        {
            yield return Missing(postmortem, Topics.Timeline, "nothing says when users were informed");
        }
    }
}
