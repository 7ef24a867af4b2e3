namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Cuts a passage into sentences. "e.g.", "a.m.", version numbers, file names and addresses end none.</summary>
internal static class SentenceReader
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "e.g", "i.e", "etc", "vs", "approx", "ca", "cf", "no", "dr", "mr", "ms", "mrs", "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "a.m", "p.m", "am", "pm", "min", "mins",
        "hr", "hrs", "sec", "secs", "inc", "ltd", "fig", "resp", "incl", "excl", "max", "avg", "est",
    };

    public static IEnumerable<(int Start, int End)> Ranges(string text)
    {
        int start = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is '.' or '!' or '?' && IsEnd(text, at))
            {
                int end = at + 1;
                while (end < text.Length && text[end] is '"' or '\'' or ')' or ']' or '”' or '.' or '!' or '?')
                {
                    end++;
                }

                yield return (start, end);
                start = end;
                at = end - 1;
            }
        }

        if (text.AsSpan(start).ContainsAnyInRange('0', 'z'))
        {
            yield return (start, text.Length);
        }
    }

    private static bool IsEnd(string text, int at)
    {
        int next = at + 1;
        while (next < text.Length && text[next] is '"' or '\'' or ')' or ']' or '”' or '.' or '!' or '?')
        {
            next++;
        }

        if (next >= text.Length)
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[next]))
        {
            return false;
        }

        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        if (next >= text.Length)
        {
            return true;
        }

        if (text[at] == '.')
        {
            int start = at;
            while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
            {
                start--;
            }

            string before = text[start..at];
            // "3rd March, 2031. 09:10": the full stop belongs to the date.
            bool isYear = before.Length == 4 && before.All(char.IsAsciiDigit) && (char.IsAsciiDigit(text[next]) || text[next] is '-' or '–');
            bool isInitial = isYear || before.Length == 1 && char.IsUpper(before[0]);
            // "11:40 a.m. The" ends a sentence, "9 a.m. on Monday" does not: what follows decides, as for every short form.
            if (isInitial || (Abbreviations.Contains(before) && !(char.IsUpper(text[next]) && (before.Contains('m') && !before.StartsWith('M')) && before.Length <= 4)))
            {
                return false;
            }
        }

        return !char.IsLower(text[next]);
    }
}
