namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Tokens between white space that have a letter or a digit, after the marks are gone.</summary>
internal static class WordCount
{
    public static int Of(string[] lines, Region region)
    {
        int count = 0;
        bool inDrawing = false;
        for (int line = region.First; line <= Math.Min(region.Last, lines.Length - 1); line++)
        {
            string trimmed = lines[line].Trim();
            if (LineShape.IsFence(trimmed))
            {
                inDrawing = !inDrawing && trimmed.Contains("mermaid", StringComparison.OrdinalIgnoreCase);
                continue;
            }

            bool isTarget = trimmed.StartsWith('[') && trimmed.Contains("]: ", StringComparison.Ordinal);
            if (!inDrawing && !isTarget)
            {
                int item = LineShape.ItemStart(lines[line]);
                count += OfText(Markup.Plain(lines[line][Math.Min(item, lines[line].Length)..]));
            }
        }

        return count;
    }

    public static int OfText(string text)
    {
        int count = 0;
        bool inToken = false;
        foreach (char symbol in text)
        {
            if (char.IsWhiteSpace(symbol))
            {
                inToken = false;
            }
            else if (!inToken && char.IsLetterOrDigit(symbol))
            {
                inToken = true;
                count++;
            }
        }

        return count;
    }
}
