using System.Text;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>Emphasis, code and links within a line of Markdown; everything else is text. Keeps nothing. Owner: <see cref="MarkdownHtml"/>.</summary>
internal static class InlineHtml
{
    private static readonly (string Mark, string Element)[] Marks = [("`", "code"), ("**", "strong"), ("__", "strong"), ("*", "em"), ("_", "em")];

    public static string Of(string text)
    {
        StringBuilder html = new();
        int at = 0;
        while (at < text.Length)
        {
            at += Marked(text, at, html) is > 0 and int marked ? marked : Link(text, at, html) is > 0 and int link ? link : Plain(text[at], html);
        }

        return html.ToString();
    }

    private static int Plain(char symbol, StringBuilder html)
    {
        // Halves of a pair are text as they are: encoded one by one they would be two broken symbols.
        html.Append(symbol switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;", _ => symbol.ToString() });
        return 1;
    }

    private static int Marked(string text, int at, StringBuilder html)
    {
        foreach ((string mark, string element) in Marks)
        {
            // "first_byte_ms" has no emphasis in it.
            if (string.CompareOrdinal(text, at, mark, 0, mark.Length) != 0 || (mark[0] == '_' && at > 0 && char.IsLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            int begin = at + mark.Length;
            int end = text.IndexOf(mark, Math.Min(begin + 1, text.Length), StringComparison.Ordinal);
            if (end > begin && !char.IsWhiteSpace(text[begin]) && !char.IsWhiteSpace(text[end - 1]) && (mark[0] != '_' || end + mark.Length == text.Length || !char.IsLetterOrDigit(text[end + mark.Length])))
            {
                html.Append($"<{element}>{(element == "code" ? HtmlRenderer.Text(text[begin..end]) : Of(text[begin..end]))}</{element}>");
                return end + mark.Length - at;
            }
        }

        return 0;
    }

    /// <summary>To a page or to an anchor; what a browser would run is text.</summary>
    private static int Link(string text, int at, StringBuilder html)
    {
        int middle = text[at] == '[' ? text.IndexOf("](", at, StringComparison.Ordinal) : -1;
        int end = middle < 0 ? -1 : text.IndexOf(')', middle);
        if (end < 0)
        {
            return 0;
        }

        string target = text[(middle + 2)..end];
        bool isPlace = target.StartsWith("http://", StringComparison.Ordinal) || target.StartsWith("https://", StringComparison.Ordinal) || (target.Length > 0 && !target.Contains(':'));
        if (!isPlace)
        {
            return 0;
        }

        html.Append($"<a href=\"{HtmlRenderer.Text(target)}\">{HtmlRenderer.Text(text[(at + 1)..middle])}</a>");
        return end + 1 - at;
    }
}
