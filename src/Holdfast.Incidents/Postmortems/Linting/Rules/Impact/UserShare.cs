using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Shares of users, customers or accounts in a text; never shares of processor time, latency or traffic.</summary>
internal static class UserShare
{
    private const int WordsAfter = 7;
    private const int WordsBefore = 5;
    // "rose by 35 % and customers ..." is no share of customers.
    private static readonly HashSet<string> Joins = new(["and", "but", "while", "so", "when", "which", "because", "for", "to", "than", "is", "was", "were", "until", "after", "before"], StringComparer.Ordinal);
    private static readonly Phrases OtherMeasure = Phrases.Of(
        "slower", "faster", "higher", "lower", "cpu", "memory", "disk", "latency", "load", "capacity", "traffic", "request|requests", "error|errors", "increase|increased|rise", "more", "less", "above|below|over|under", "utilisation|utilization", "full|busy|usage|used", "connection|connections", "bandwidth", "packet|packets", "logins|visits|sessions", "queries", "orders", "calls", "jobs", "messages", "heap", "threshold", "availability", "uptime", "budget", "throughput", "quota", "weight", "transactions|payments|checkouts");
    private static readonly Phrases Over = Phrases.Of("restored", "back", "recovered", "again", "resumed", "normal*");
    private static readonly Phrases ShareOf = Phrases.Of("share|percentage|proportion|fraction of");
    private static readonly Phrases Proxy = Phrases.Of("proxy", "stand in", "as an estimate", "estimate of users|customers|accounts", "as a measure", "taken as", "equivalent to", "standing in", "stands for users|customers", "representing ~ users|customers", "used as ~ users|customers", "instead of users|customers", "in place of users|customers");
    private static readonly Phrases ProxyNouns = Phrases.Of("visits|visit", "logins|login", "connections|connection", "requests|request", "sessions|session", "traffic", "orders", "calls", "payments", "transactions", "checkouts");
    private static readonly Phrases Hit = Phrases.Of("affect*", "fail*", "error*", "impact*", "reject*", "refus*", "lost", "dropped", "500", "502", "503", "504", "timed out", "unavailab*", "unanswered", "down", "unreachable");

    public static IEnumerable<(Percentage Share, bool IsUsers)> Of(Sentence sentence, Postmortem postmortem)
    {
        string text = sentence.Block.Text;
        foreach (Percentage share in Percentage.Read(text).Where(share => share.Start >= sentence.Start && share.Start < sentence.End))
        {
            yield return (share, IsUsers(sentence, share) || IsProxy(sentence, share, postmortem));
        }
    }

    private static bool IsUsers(Sentence sentence, Percentage share)
    {
        string text = sentence.Block.Text;
        List<Word> after = [.. sentence.Words.Where(word => word.Start >= share.End && !text.AsSpan(share.End, word.Start - share.End).ContainsAny(";.,(")).TakeWhile(word => !Joins.Contains(word.Text)).Take(WordsAfter)];
        List<Word> before = [.. sentence.Words.Where(word => word.End <= share.Start && char.IsLetter(word.Text[0])).TakeLast(WordsBefore)];
        int noun = Vocabulary.Users.Find(after) is { End.Value: > 0 } found ? found.Start.Value : int.MaxValue;
        int other = OtherMeasure.Find(after) is { End.Value: > 0 } measure ? measure.Start.Value : int.MaxValue;
        bool isAfter = noun < other && noun < int.MaxValue;
        // "customers affected: 35 %", "every tenant - 100 %"; what follows must not be another measure.
        bool isBefore = Vocabulary.Users.Contains(before) && other > 1 && !OtherMeasure.Contains([.. before.TakeLast(3)]);
        Range named = ShareOf.Find(sentence.Words);
        bool isNamed = named.End.Value > 0 && Vocabulary.Users.Contains([.. sentence.Words.Skip(named.End.Value).Take(4)]) && sentence.Words[named.Start.Value].Start < share.Start;
        return isAfter || isBefore || isNamed;
    }

    // Visits or requests count where the text says that they stand for users, or where all of them failed: then all users were hit.
    private static bool IsProxy(Sentence sentence, Percentage share, Postmortem postmortem)
    {
        if (!sentence.Has(ProxyNouns))
        {
            return false;
        }

        bool isAll = share.Value >= 100 && sentence.Has(Hit) && !sentence.Has(Over);
        return isAll || sentence.Has(Proxy) || postmortem.Summary.Exists(other => other.Has(Proxy) && Math.Abs(other.Line - sentence.Line) <= 2);
    }
}
