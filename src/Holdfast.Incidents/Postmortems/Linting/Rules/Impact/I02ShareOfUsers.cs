using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>How many percent of the users were hit.</summary>
internal sealed class I02ShareOfUsers() : LintRule("I02", LintSeverity.Format, "the summary says how many percent of users, customers or accounts were affected", "Write the share of users: 35 % of users. Shares of requests or logins only if the text says that they stand for users.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<(Sentence Sentence, Percentage Share, bool IsUsers)> shares = [.. postmortem.Summary.SelectMany(sentence => UserShare.Of(sentence, postmortem).Select(share => (sentence, share.Share, share.IsUsers)))];
        if (postmortem.Summary.Count == 0 || shares.Exists(share => share.IsUsers))
        {
            yield break;
        }

        if (shares.Count > 0)
        {
            (Sentence sentence, Percentage share, _) = shares[0];
            yield return At(sentence.Block.Passage.Quote(share.Start, share.End), "this is not a share of users, and the summary has no other");
        }
        else
        {
            yield return Missing(postmortem, Topics.Summary, "the summary does not say how many percent of users were affected");
        }
    }
}
