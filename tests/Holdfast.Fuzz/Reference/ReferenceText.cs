namespace Holdfast.Fuzz.Reference;

/// <summary>Line and field reading of the reference: one character at a time, strings, no cleverness. Shares no code with the parser.</summary>
internal sealed class ReferenceText(string text, Twist twist)
{
    public string Text => text;

    public Twist Twist => twist;

    public static bool IsTokenChar(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c);

    public static bool IsToken(string word)
    {
        foreach (char c in word)
        {
            if (!IsTokenChar(c))
            {
                return false;
            }
        }

        return word.Length > 0;
    }

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static string TrimBlanks(string value) => value.Trim(' ', '\t');

    /// <summary>Reads a line that must end, CRLF included, before <paramref name="bound"/>.</summary>
    public Verdict ReadLine(ref int position, int bound, out string line)
    {
        line = "";
        for (int i = position; ; i++)
        {
            if (i >= bound)
            {
                return Verdict.Rejected;
            }

            if (i >= text.Length)
            {
                return Verdict.Incomplete;
            }

            char c = text[i];
            if (c == '\r')
            {
                if (i + 1 >= bound)
                {
                    return Verdict.Rejected;
                }

                if (i + 1 >= text.Length)
                {
                    return Verdict.Incomplete;
                }

                line = text[position..i];
                position = i + 2;
                return text[i + 1] == '\n' ? Verdict.Complete : Verdict.Rejected;
            }

            if (c == '\n' && twist == Twist.TakesBareLineFeed)
            {
                line = text[position..i];
                position = i + 1;
                return Verdict.Complete;
            }

            if ((c < ' ' && c != '\t') || c == 127)
            {
                return Verdict.Rejected;
            }
        }
    }

    public Verdict ReadFields(ref int position, int bound, int maximum, bool dropsUnderscore, List<ReferenceField> fields)
    {
        while (true)
        {
            Verdict verdict = ReadLine(ref position, bound, out string line);
            if (verdict != Verdict.Complete || line == "")
            {
                return verdict;
            }

            int colon = line.IndexOf(':');
            if (colon < 1 || !IsToken(line[..colon]) || fields.Count == maximum)
            {
                return Verdict.Rejected;
            }

            string value = line[(colon + 1)..];
            fields.Add(new ReferenceField(line[..colon], twist == Twist.TrimsNothing ? value : TrimBlanks(value))
            {
                Dropped = dropsUnderscore && line[..colon].Contains('_'),
            });
        }
    }
}
