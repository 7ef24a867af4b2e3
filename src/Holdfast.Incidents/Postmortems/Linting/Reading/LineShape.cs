using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>What kind of line it is, from its first symbols and its neighbours.</summary>
internal static class LineShape
{
    private const int LongestHeading = 90;

    public readonly record struct HeadingShape(int Level, int Column, int Lines);

    public static int Indentation(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    public static bool IsFence(string trimmed) => trimmed.StartsWith("```", StringComparison.Ordinal) || trimmed.StartsWith("~~~", StringComparison.Ordinal);

    public static bool IsSeparator(string trimmed) => trimmed.Length >= 3 && trimmed[0] is '-' or '*' or '_' or '=' or '#' && IsOnly(trimmed, trimmed[0]);

    public static bool IsTableRule(string trimmed) => trimmed.Contains('-') && !trimmed.AsSpan().ContainsAnyExcept("|-:+= ");

    public static bool IsTableRow(string[] lines, int at) =>
        lines[at].Contains('|') && ((at + 1 < lines.Length && IsTableRule(lines[at + 1].Trim()) && lines[at + 1].Contains('|')) || (at > 0 && IsTableRule(lines[at - 1].Trim()) && lines[at - 1].Contains('|')) || (at > 1 && lines[at - 1].Contains('|') && IsTableRow(lines, at - 1)));

    public static bool BeginsSomething(string[] lines, int at)
    {
        string line = lines[at].Trim();
        return ItemStart(lines[at]) > 0 || IsFence(line) || IsSeparator(line) || line[0] == '|' || Heading(lines, at) is not null;
    }

    public static bool BeginsWithTime(string line)
    {
        int start = TextStart(line);
        while (start < line.Length && line[start] is '*' or '`' or '[' or '(' or '_')
        {
            start++;
        }

        return start < line.Length && char.IsAsciiDigit(line[start]) && ClockReader.StartsWithClock(line[start..]);
    }

    /// <summary>"Label: value" or "**Label** ..." at the beginning of a line.</summary>
    public static bool IsLabelled(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimStart();
        if (text.StartsWith("**") && text[2..].IndexOf("**") is > 0 and < 40)
        {
            return true;
        }

        int colon = text.IndexOf(": ");
        return colon is > 2 and < 30 && char.IsUpper(text[0]) && text[..colon].Count(' ') <= 3 && !text[..colon].ContainsAny(".,;");
    }

    /// <summary>Column after the bullet or number, also after a box to tick; 0 when the line is no item.</summary>
    public static int ItemStart(string line)
    {
        int at = QuoteEnd(line);
        int mark = at;
        if (at < line.Length && line[at] is '-' or '*' or '+' or '•' or '–' or '—' or '·' or '▪' or '◦' or '‣' or '●')
        {
            at++;
            bool needsNoSpace = line[mark] is '•' or '●' or '▪' or '‣';
            if (at < line.Length && !char.IsWhiteSpace(line[at]) && !needsNoSpace)
            {
                return 0;
            }
        }
        else
        {
            while (at < line.Length && at - mark < 3 && char.IsAsciiDigit(line[at]))
            {
                at++;
            }

            bool isNumbered = at > mark && at + 1 < line.Length && line[at] is '.' or ')' && char.IsWhiteSpace(line[at + 1]);
            if (!isNumbered)
            {
                return 0;
            }

            at++;
        }

        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        bool hasBox = at + 2 < line.Length && line[at] == '[' && line[at + 1] is ' ' or 'x' or 'X' && line[at + 2] == ']';
        return Math.Min(hasBox ? at + 3 + Spaces(line, at + 3) : at, line.Length);
    }

    /// <summary>Where the text of a line begins that is no item: after white space and quotation marks of mail.</summary>
    public static int TextStart(string line) => Math.Min(QuoteEnd(line), line.Length);

    public static HeadingShape? Heading(string[] lines, int at)
    {
        string line = lines[at];
        int start = TextStart(line);
        ReadOnlySpan<char> text = line.AsSpan(start).TrimEnd();
        if (text.Length is 0 or > LongestHeading * 3)
        {
            return null;
        }

        int marks = Run(text, '#');
        if (marks is > 0 and < 7 && marks < text.Length && (text[marks] == ' ' || char.IsLetter(text[marks])))
        {
            return new HeadingShape(marks, start + marks + Spaces(line, start + marks), 1);
        }

        if (text.Length > LongestHeading)
        {
            return null;
        }

        marks = Run(text, '=');
        if (marks is > 0 and < 7 && marks < text.Length && text[^1] == '=')
        {
            return new HeadingShape(marks, start + marks + Spaces(line, start + marks), 1);
        }

        bool isUnderlined = at + 1 < lines.Length && lines[at + 1].Trim() is { Length: >= 3 } below && below[0] is '=' or '-' or '~' && IsOnly(below, below[0]);
        bool standsAlone = at == 0 || lines[at - 1].Trim().Length == 0;
        if (isUnderlined && ItemStart(line) == 0 && char.IsLetterOrDigit(Markup.Plain(line).FirstOrDefault()) && (standsAlone || lines[at + 1].Trim()[0] == '='))
        {
            return new HeadingShape(lines[at + 1].Trim()[0] == '=' ? 1 : 2, start, 2);
        }

        return NamedHeading(lines, at, start, standsAlone);
    }

    // No marks at all: bold lines, capitals, "2. Timeline", "Timeline:" on a line of their own.
    private static HeadingShape? NamedHeading(string[] lines, int at, int start, bool standsAlone)
    {
        string line = lines[at].Trim();
        if (line.StartsWith("<h", StringComparison.OrdinalIgnoreCase) && line.Length > 3 && char.IsAsciiDigit(line[2]))
        {
            return new HeadingShape(line[2] - '0', start, 1);
        }

        bool isBold = line.Length > 4 && line.StartsWith("**", StringComparison.Ordinal) && line.TrimEnd(':').EndsWith("**", StringComparison.Ordinal) && line.IndexOf("**", 2, StringComparison.Ordinal) >= line.TrimEnd(':').Length - 2;
        string plain = Markup.Plain(line).Trim('-', '=', '#', ' ');
        bool endsAsHeading = at + 1 >= lines.Length || lines[at + 1].Trim().Length == 0 || line[^1] == ':' || plain.Length < 40;
        bool isKnown = SectionNames.IsHeading(plain);
        if (isBold && (standsAlone || isKnown))
        {
            return new HeadingShape(3, start, 1);
        }

        if (isKnown && endsAsHeading && (standsAlone || line[^1] == ':' || IsCapital(plain)))
        {
            return new HeadingShape(2, start, 1);
        }

        return standsAlone && IsCapital(plain) && plain.Count(char.IsLetter) >= 6 && ItemStart(line) == 0 && plain.Length <= 70 ? new HeadingShape(at == 0 ? 1 : 2, start, 1) : null;
    }

    private static bool IsCapital(string text) => text.Any(char.IsLetter) && !text.Any(char.IsLower);

    private static int QuoteEnd(string line)
    {
        int at = 0;
        while (at < line.Length && (char.IsWhiteSpace(line[at]) || line[at] == '>'))
        {
            at++;
        }

        return at;
    }

    private static int Run(ReadOnlySpan<char> text, char mark) => text.IndexOfAnyExcept(mark) is int end and >= 0 ? end : text.Length;

    private static int Spaces(string line, int at) => at >= line.Length ? 0 : line.AsSpan(at).Length - line.AsSpan(at).TrimStart().Length;

    private static bool IsOnly(string text, char mark) => text.AsSpan().IndexOfAnyExcept(mark, ' ') < 0;
}
