using System.Globalization;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Complete outage" is not said of a part.</summary>
internal sealed class I04OutageIsComplete() : LintRule("I04", LintSeverity.Contradiction, "'complete', 'total' and 'down' agree with the share and with 'partial' and 'degraded'", "Say 'partial outage' or 'degraded', or correct the share.")
{
    private const double AlmostAll = 95;
    private static readonly Phrases Complete = Phrases.Of(
        "complete|completely|total|full|fully|entire|entirely outage|down|unavailable|offline|interruption|loss|inaccessible|unreachable", "complete|total|full service|system outage|interruption|loss", "entire service|site|platform|system|shop|api ~ down|unavailable|offline", "down for everyone|all", "no user|customer could", "all users|customers|tenants were|lost|could", "every user|customer|tenant was|lost|could", "nobody could");
    private static readonly Phrases Partial = Phrases.Of("partial|partially", "degraded", "most users|customers|requests ~ unaffected|normally|fine", "slow but");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> complete = postmortem.Summary.FindAll(sentence => sentence.Has(Complete) && !IsDenied(sentence));
        (Sentence Sentence, Percentage Share)[] shares = [.. postmortem.Summary.SelectMany(sentence => UserShare.Of(sentence, postmortem).Where(share => share.IsUsers).Select(share => (sentence, share.Share)))];
        Sentence? partial = postmortem.Summary.Find(sentence => sentence.Has(Partial) && !IsDenied(sentence));
        if (complete.Count == 0)
        {
            yield break;
        }

        if (shares.Length > 0 && shares.Max(share => share.Share.Value) is double most and < AlmostAll)
        {
            Quote other = shares[0].Sentence.Block.Passage.Quote(shares[0].Share.Start, shares[0].Share.End);
            yield return At(complete[0].QuoteOf(Complete), string.Create(CultureInfo.InvariantCulture, $"said of all, and {most} % of users were affected (\"{other.Text}\" in line {other.Line})"));
        }
        else if (partial is not null && shares.Length == 0 && partial != complete[0])
        {
            yield return At(complete[0].QuoteOf(Complete), $"said of all, and \"{partial.QuoteOf(Partial).Text}\" in line {partial.Line}");
        }
    }

    private static bool IsDenied(Sentence sentence)
    {
        Range found = Complete.Find(sentence.Words);
        int first = found.Start.Value;
        // "Two hours in total: outage of the shop" adds up; it does not say that all of it was gone.
        return (first > 0 && sentence.Words[first].Text is "total" && sentence.Words[first - 1].Text is "in")
            // "25 % of all customers could not pay".
            || (first > 0 && sentence.Words[first].Text is "all" && sentence.Words[first - 1].Text is "of")
            || sentence.Words.Take(found.Start.Value).TakeLast(3).Any(word => word.Text is "not" or "no" or "never" or "nearly" or "almost" or "wasn't" or "before" or "until");
    }
}
