using System.Buffers;
using System.Text;

namespace Holdfast.Configuration.Reading;

/// <summary>What is looked at before YAML: size, and symbols that would make the parser see another text than the operator.</summary>
internal static class SourceCheck
{
    // A NUL ends the text for the parser; NEL, LS and PS are line ends for it, but not for editors.
    private static readonly SearchValues<char> Unwelcome = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code).Where(static symbol => symbol is not ('\t' or '\n' or '\r')), '\u007f', '\u0085', '\u2028', '\u2029', '\ufeff']);

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
        int position = 0;
        while (found < MaximumFound && text.AsSpan(position).IndexOfAny(Unwelcome) is >= 0 and int offset)
        {
            position += offset;
            (int line, int column) = TextPlace.Of(text, position);
            findings.Add(line, column, "", $"the symbol U+{(int)text[position]:X4} may not stand here", "Remove it; it is invisible in most editors. In a quoted value it can be written as an escape.");
            found++;
            position++;
        }

        return found == 0;
    }
}
