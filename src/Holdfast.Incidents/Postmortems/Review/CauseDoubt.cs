using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// Whether what stands for a cause says that nobody knows it: "Unknown; we are still looking." An unknown client is a cause, and what nobody had found in a test may be one. Keeps nothing.
/// Owner: <see cref="CauseLine"/>.
/// </summary>
internal static class CauseDoubt
{
    private const string Found = "determined|known|clear|found|established|identified|understood|certain|confirmed|said|clarified";

    private static readonly Phrases Doubts = Phrases.Of(
        "unknown", "undetermined", "unclear", "unidentified", "undiagnosed", "uncertain", "tbd", "tba", "n a", "none", "pending", "open",
        $"not|never {Found}", $"not|never yet|been|fully|quite {Found}", $"not yet been {Found}", "not yet", $"to be {Found}",
        $"cannot|couldn't be {Found}", $"could|can not be {Found}", "do|does|did not know", "don't|doesn't|didn't know", "nobody|none|noone knows|knew", "no one knows|knew", "no cause", "no root cause",
        "no known cause", $"not|never yet|been|fully|quite yet|been|fully|quite {Found}", "looking", "looked", "investigating", "investigated", "under investigation", "investigation", "being looked|investigated");

    // What may stand before it without being what it is said of.
    private static readonly HashSet<string> Fillers = new("the a root cause causes reason it its is was are were has have been being be there this that what caused of outage incident failure we it's still as yet so far currently at present moment time writing for now today remains remained stays exact real actual true".Split(' '), StringComparer.Ordinal);

    // What may follow it where no sign does; before any other word it is said of something: "an unknown client", "not known to the scheduler".
    private static readonly HashSet<string> Ends = new("yet so at as until for still now today and but because since while from by into what why whether how is was continues goes".Split(' '), StringComparer.Ordinal);

    /// <param name="text">A sentence, or what follows "root cause".</param>
    public static bool Is(string text)
    {
        List<Word> words = Word.Split(text);
        Range doubt = Doubts.Find(words);
        return words.Count == 0
            || (doubt.End.Value > 0 && words.Take(doubt.Start.Value).All(static word => Fillers.Contains(word.Text)) && IsEnd(text, words, doubt.End.Value));
    }

    private static bool IsEnd(string text, List<Word> words, int next) =>
        next == words.Count || Ends.Contains(words[next].Text) || text[words[next - 1].End..words[next].Start].Any(static sign => sign is '.' or ',' or ';' or ':' or '(' or ')' or '-' or '–' or '—' or '!' or '?');
}
