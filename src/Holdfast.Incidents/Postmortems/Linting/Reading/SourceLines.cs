using System.Text;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>The lines of a file in which comments and front matter are blank, so that every line keeps its number.</summary>
internal static class SourceLines
{
    // A control symbol other than white space in a hundred is no text: a picture or a program has one in four.
    private const int SymbolsToOneControl = 100;

    public static bool IsBinary(string text)
    {
        int strange = 0;
        foreach (char symbol in text)
        {
            strange += symbol == '\uFFFD' || (char.IsControl(symbol) && symbol is not ('\n' or '\r' or '\t' or '\f')) ? 1 : 0;
        }

        return text.Contains('\0') || strange * SymbolsToOneControl > text.Length;
    }

    public static string[] Of(string text)
    {
        string[] lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        BlankFrontMatter(lines);
        BlankComments(lines);
        return lines;
    }

    private static void BlankFrontMatter(string[] lines)
    {
        int end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...") : -1;
        // Front matter is keys with values; a line above a title is not.
        if (end > 0 && lines[1..end].All(line => line.Length == 0 || line.Contains(':') || char.IsWhiteSpace(line[0]) || line[0] is '-' or '#'))
        {
            Array.Fill(lines, "", 0, end + 1);
        }
    }

    private static void BlankComments(string[] lines)
    {
        bool inside = false;
        for (int line = 0; line < lines.Length; line++)
        {
            if (!inside && !lines[line].Contains("<!--", StringComparison.Ordinal))
            {
                continue;
            }

            StringBuilder kept = new(lines[line]);
            int at = 0;
            while (at < kept.Length)
            {
                int mark = lines[line].IndexOf(inside ? "-->" : "<!--", at, StringComparison.Ordinal);
                int stop = mark < 0 ? kept.Length : inside ? mark + 3 : mark;
                for (int symbol = at; inside && symbol < stop; symbol++)
                {
                    kept[symbol] = ' ';
                }

                inside = mark < 0 ? inside : !inside;
                at = mark < 0 ? kept.Length : stop;
            }

            lines[line] = kept.ToString();
        }
    }
}
