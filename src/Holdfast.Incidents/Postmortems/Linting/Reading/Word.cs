namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>A word of a passage in lower case, and where it stands there.</summary>
internal readonly record struct Word(string Text, int Start, int End)
{
    /// <summary>Letters and digits, with signs that hold a name together: "cache-07" is two words, "pools.json" and "don't" are one.</summary>
    public static List<Word> Split(string text)
    {
        List<Word> words = [];
        int at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            int start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || Joins(text, at)))
            {
                at++;
            }

            words.Add(new Word(text[start..at].ToLowerInvariant().Replace('’', '\''), start, at));
        }

        return words;
    }

    private static bool Joins(string text, int at) =>
        text[at] is '.' or '_' or '\'' or '’' && at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);
}
