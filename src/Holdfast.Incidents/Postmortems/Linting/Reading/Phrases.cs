namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>
/// Phrases to look for in words, without regular expressions: the time is bounded by words times phrases, whatever the text is.
/// "rolled back" are two words in order, "revert*" is a beginning, "was|were" are alternatives, "_" is any word, "~" up to four words.
/// </summary>
internal sealed class Phrases
{
    private const int WidestGap = 4;
    private readonly Dictionary<char, string[][][]> byFirstSymbol = [];

    // Most words begin none of the phrases: the first symbol decides without comparing.
    private Phrases(string[][][] patterns)
    {
        foreach (IGrouping<char, string[][]> group in patterns.SelectMany(pattern => pattern[0].Select(word => (First: word[0], pattern))).Distinct().GroupBy(pair => pair.First, pair => pair.pattern))
        {
            byFirstSymbol[group.Key] = [.. group];
        }
    }

    public static Phrases Of(params string[] phrases) =>
        new([.. phrases.Select(phrase => phrase.Split(' ').Select(word => word.Split('|')).ToArray())]);

    /// <summary>The first place where one of them stands, as a range of words; an empty one when none does.</summary>
    public Range Find(IReadOnlyList<Word> words, int from = 0)
    {
        for (int at = from; at < words.Count; at++)
        {
            if (!byFirstSymbol.TryGetValue(words[at].Text[0], out string[][][]? candidates))
            {
                continue;
            }

            foreach (string[][] pattern in candidates)
            {
                if (Fits(pattern[0], words[at].Text) && End(pattern, 0, words, at) is int end and > 0)
                {
                    return at..end;
                }
            }
        }

        return ..0;
    }

    public bool Contains(IReadOnlyList<Word> words) => Find(words).End.Value > 0;

    private static int End(string[][] pattern, int part, IReadOnlyList<Word> words, int at)
    {
        if (part == pattern.Length)
        {
            return at;
        }

        if (pattern[part] is ["~"])
        {
            for (int gap = 0; gap <= WidestGap && at + gap <= words.Count; gap++)
            {
                if (End(pattern, part + 1, words, at + gap) is int end and > 0)
                {
                    return end;
                }
            }

            return 0;
        }

        return at < words.Count && Fits(pattern[part], words[at].Text) ? End(pattern, part + 1, words, at + 1) : 0;
    }

    private static bool Fits(string[] alternatives, string word)
    {
        foreach (string alternative in alternatives)
        {
            bool fits = alternative == "_"
                || (alternative[^1] == '*' ? word.AsSpan().StartsWith(alternative.AsSpan(0, alternative.Length - 1), StringComparison.Ordinal) : word == alternative);
            if (fits)
            {
                return true;
            }
        }

        return false;
    }
}
