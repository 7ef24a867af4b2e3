using System.Text;

namespace Holdfast.Configuration.Reading;

/// <summary>What is looked at before YAML: size, and symbols that would make the parser see another text than the operator.</summary>
internal static class SourceCheck
{
    /// <summary>After so many the file is not text at all.</summary>
    private const int MaximumFound = 10;

    public static bool Accepts(string text, FindingList findings)
    {
        if (text.Length > ConfigReader.MaximumFileBytes || (text.Length > ConfigReader.MaximumFileBytes / 3 && Encoding.UTF8.GetByteCount(text) > ConfigReader.MaximumFileBytes))
        {
            findings.Add(0, 0, "", "the file is larger than 8 MiB", "A configuration of 10,000 routes has about 1 MiB: check that this is the right file.");
            return false;
        }

        int found = 0;
        for (int position = 0; position < text.Length && found < MaximumFound; position++)
        {
            if (!IsUnwelcome(text[position]))
            {
                continue;
            }

            (int line, int column) = TextPlace.Of(text, position);
            findings.Add(line, column, "", $"the symbol U+{(int)text[position]:X4} may not stand here", "Remove it; it is invisible in most editors. In a quoted value it can be written as an escape.");
            found++;
        }

        return found == 0;
    }

    /// <summary>
    /// A NUL ends the text for the parser; NEL, LS and PS are line ends for it, but not for editors. A plain loop: a vectorised search
    /// would have to be compiled at start-up, which costs more than it saves on a file of any real size.
    /// </summary>
    private static bool IsUnwelcome(char symbol) => symbol switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' => true,
        _ => false,
    };
}
