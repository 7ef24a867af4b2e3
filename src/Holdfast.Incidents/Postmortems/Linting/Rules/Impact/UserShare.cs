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

    private static readonly Comparer<Word> ByStart = Comparer<Word>.Create(static (one, other) => one.Start.CompareTo(other.Start));

    public static IEnumerable<(Percentage Share, bool IsUsers)> Of(Sentence sentence, Postmortem postmortem)
    {
        Percentage[] shares = [.. Percentage.Read(sentence.Block.Text).Where(share => share.Start >= sentence.Start && share.Start < sentence.End)];
        if (shares.Length == 0)
        {
            yield break;
        }

        // Once for the sentence: it may have as many shares as words.
        int named = Named(sentence);
        (bool hitsAll, bool standsIn) = Proxies(sentence, postmortem);
        foreach (Percentage share in shares)
        {
            yield return (share, IsUsers(sentence, share, named) || standsIn || (hitsAll && share.Value >= 100));
        }
    }

    private static bool IsUsers(Sentence sentence, Percentage share, int named)
    {
        (List<Word> before, List<Word> after) = Around(sentence, share);
        int noun = Vocabulary.Users.Find(after) is { End.Value: > 0 } found ? found.Start.Value : int.MaxValue;
        int other = OtherMeasure.Find(after) is { End.Value: > 0 } measure ? measure.Start.Value : int.MaxValue;
        bool isAfter = noun < other && noun < int.MaxValue;
        // "customers affected: 35 %", "every tenant - 100 %"; what follows must not be another measure.
        bool isBefore = Vocabulary.Users.Contains(before) && other > 1 && !OtherMeasure.Contains([.. before.TakeLast(3)]);
        return isAfter || isBefore || named < share.Start;
    }

    /// <summary>The words beside a share, up to the end of what it is said of.</summary>
    private static (List<Word> Before, List<Word> After) Around(Sentence sentence, Percentage share)
    {
        List<Word> words = sentence.Words;
        int first = words.BinarySearch(new Word("", share.End, share.End), ByStart);
        first = first < 0 ? ~first : first;
        List<Word> after = [];
        for (int at = first, end = share.End; at < words.Count && after.Count < WordsAfter && !Joins.Contains(words[at].Text) && !sentence.Block.Text.AsSpan(end, words[at].Start - end).ContainsAny(";.,("); at++)
        {
            after.Add(words[at]);
            end = words[at].Start;
        }

        List<Word> before = [];
        for (int at = first - 1; at >= 0 && before.Count < WordsBefore; at--)
        {
            if (words[at].End <= share.Start && char.IsLetter(words[at].Text[0]))
            {
                before.Insert(0, words[at]);
            }
        }

        return (before, after);
    }

    /// <summary>Where "the share of users" stands, if it does: what comes after it is meant.</summary>
    private static int Named(Sentence sentence)
    {
        Range named = ShareOf.Find(sentence.Words);
        return named.End.Value > 0 && Vocabulary.Users.Contains([.. sentence.Words.Skip(named.End.Value).Take(4)]) ? sentence.Words[named.Start.Value].Start : int.MaxValue;
    }

    // Visits or requests count where the text says that they stand for users, or where all of them failed: then all users were hit.
    private static (bool HitsAll, bool StandsIn) Proxies(Sentence sentence, Postmortem postmortem) => !sentence.Has(ProxyNouns)
        ? (false, false)
        : (sentence.Has(Hit) && !sentence.Has(Over), sentence.Has(Proxy) || postmortem.Summary.Exists(other => other.Has(Proxy) && Math.Abs(other.Line - sentence.Line) <= 2));
}
