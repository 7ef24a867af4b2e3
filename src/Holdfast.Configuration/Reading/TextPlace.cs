namespace Holdfast.Configuration.Reading;

/// <summary>Lines and columns of a text, both 1-based, with the line ends that YAML knows.</summary>
internal static class TextPlace
{
    public static (int Line, int Column) Of(string text, int position)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, position);
        int lineStart = before.LastIndexOfAny('\n', '\r') + 1;
        int line = 1;
        for (int index = 0; index < lineStart; index++)
        {
            line += before[index] == '\n' || (before[index] == '\r' && (index + 1 == text.Length || text[index + 1] != '\n')) ? 1 : 0;
        }

        return (line, position - lineStart + 1);
    }

    public static string[] Lines(string text) => text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
}
