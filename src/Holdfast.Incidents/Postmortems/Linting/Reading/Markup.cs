namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>What a line of Markdown says without its marks: emphasis, code marks, images, link targets and tags go, the words stay.</summary>
internal static class Markup
{
    private const int LongestLink = 2_000;

    public static string Plain(string line)
    {
        System.Text.StringBuilder plain = new();
        Strip(line, 0, (symbol, _) => plain.Append(symbol));
        return plain.ToString().Trim();
    }

    /// <summary>Hands every symbol that is not markup over, with its place in the line.</summary>
    public static void Strip(string line, int from, Action<char, int> keep)
    {
        int at = from;
        while (at < line.Length)
        {
            int skipped = Skip(line, at);
            if (skipped > 0)
            {
                at += skipped;
                continue;
            }

            char symbol = line[at] is '\t' or '\u00a0' or '\u202f' or '|' ? ' ' : line[at];
            keep(symbol, at);
            at++;
        }
    }

    private static int Skip(string line, int at) => line[at] switch
    {
        '`' => 1,
        '~' when Next(line, at) == '~' => 2,
        '*' => 1,
        '_' when !Inside(line, at) => 1,
        '\\' when at + 1 < line.Length && char.IsPunctuation(line[at + 1]) => 1,
        '!' when Next(line, at) == '[' => Image(line, at),
        '[' when Link(line, at) > 0 => 1,
        ']' when Next(line, at) == '(' && Target(line, at + 1) is int target and > 0 => 1 + target,
        '<' => Tag(line, at),
        _ => 0,
    };

    // Not further than any link or tag is long: a line of nothing but opening brackets would take the square of its length.
    private static int Close(string line, char mark, int at) => line.IndexOf(mark, at, Math.Min(LongestLink, line.Length - at));

    private static char Next(string line, int at) => at + 1 < line.Length ? line[at + 1] : '\0';

    // snake_case keeps its underscores, _emphasis_ does not.
    private static bool Inside(string line, int at) =>
        at > 0 && at + 1 < line.Length && char.IsLetterOrDigit(line[at - 1]) && char.IsLetterOrDigit(line[at + 1]);

    private static int Image(string line, int at)
    {
        int close = Close(line, ']', at);
        return close < 0 ? 0 : close + 1 - at + Target(line, close + 1);
    }

    private static int Link(string line, int at)
    {
        int close = Close(line, ']', at);
        return close > 0 && Target(line, close + 1) > 0 ? 1 : 0;
    }

    /// <summary>Length of "(target)" here, or 0.</summary>
    private static int Target(string line, int at)
    {
        if (at >= line.Length || line[at] != '(')
        {
            return 0;
        }

        int close = Close(line, ')', at);
        return close < 0 ? 0 : close + 1 - at;
    }

    private static int Tag(string line, int at)
    {
        bool opens = char.IsAsciiLetter(Next(line, at)) || Next(line, at) is '/' or '!';
        int close = opens ? Close(line, '>', at) : -1;
        return close < 0 ? 0 : close + 1 - at;
    }
}
