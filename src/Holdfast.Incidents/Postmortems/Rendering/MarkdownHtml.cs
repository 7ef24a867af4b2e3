using System.Text;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>
/// As much of Markdown as people write postmortems in, as HTML: headings, header fields, lists, boxes, tables, code, pictures. What it does not
/// know stays text; nothing of the text becomes markup of its own. One text each. Next: <see cref="InlineHtml"/>.
/// </summary>
internal sealed class MarkdownHtml(IReadOnlyDictionary<string, (string Svg, string Alt)> pictures)
{
    private const int LevelMaximum = 6;
    private const int FieldNameMaximum = 30;

    private readonly StringBuilder html = new();
    private string open = "";
    private bool isInHeader = true;

    public string Write(string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.FindIndex(lines, at + 1, line => line.StartsWith("```", StringComparison.Ordinal));
                end = end < 0 ? lines.Length : end;
                Within("");
                html.Append($"<pre>{HtmlRenderer.Text(string.Join('\n', lines[(at + 1)..end]))}</pre>\n");
                at = end;
            }
            else
            {
                Line(lines[at]);
            }
        }

        Within("");
        return html.ToString();
    }

    private void Line(string line)
    {
        string text = line.Trim();
        if (text.Length == 0)
        {
            // A list goes on after an empty line, a paragraph does not.
            Within(open is "ul" or "ol" ? open : "");
        }
        else if (LevelOf(text) is > 0 and int level)
        {
            isInHeader &= level < 2;
            Block("", $"<h{level}>{InlineHtml.Of(text[level..].Trim())}</h{level}>");
        }
        else if (text is "---" or "***")
        {
            Block("", "<hr/>");
        }
        else if (PictureIn(text) is { } picture)
        {
            Block("", HtmlRenderer.Figure(picture.Svg, picture.Alt).TrimEnd('\n'));
        }
        else if (text[0] == '|')
        {
            Row(text);
        }
        else if (ItemIn(text) is { } item)
        {
            Block(item.List, $"<li>{item.Box}{InlineHtml.Of(item.Text)}</li>");
        }
        else if (isInHeader && FieldIn(text) is { } field)
        {
            Block("dl", $"<dt>{HtmlRenderer.Text(field.Name)}</dt><dd>{InlineHtml.Of(field.Value)}</dd>");
        }
        else if (open is "ul" or "ol" && char.IsWhiteSpace(line[0]))
        {
            // Goes on with the item above.
            html.Length -= "</li>\n".Length;
            html.Append($" {InlineHtml.Of(text)}</li>\n");
        }
        else
        {
            Block("p", InlineHtml.Of(text));
        }
    }

    private void Row(string text)
    {
        string[] cells = [.. text.Trim('|').Split('|').Select(cell => cell.Trim())];
        if (!cells.All(cell => cell.Length > 0 && cell.All(symbol => symbol is '-' or ':')))
        {
            string tag = open == "table" ? "td" : "th";
            Block("table", $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{InlineHtml.Of(cell)}</{tag}>"))}</tr>");
        }
    }

    private void Block(string element, string content)
    {
        Within(element);
        html.Append(content).Append('\n');
    }

    private void Within(string element)
    {
        if (open == element)
        {
            return;
        }

        html.Append(open.Length > 0 ? $"</{open}>\n" : "").Append(element.Length > 0 ? $"<{element}>\n" : "");
        open = element;
    }

    private static int LevelOf(string text)
    {
        int level = text.AsSpan().IndexOfAnyExcept('#');
        return level is > 0 and <= LevelMaximum && text[level] == ' ' ? level : 0;
    }

    private static (string List, string Box, string Text)? ItemIn(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && text.AsSpan(digits).StartsWith(". ", StringComparison.Ordinal))
        {
            return ("ol", "", text[(digits + 2)..]);
        }

        if (text.Length < 3 || text[0] is not ('-' or '*' or '+') || text[1] != ' ')
        {
            return null;
        }

        string item = text[2..].TrimStart();
        return item.StartsWith("[ ] ", StringComparison.Ordinal) ? ("ul", "&#9744; ", item[4..])
            : item.StartsWith("[x] ", StringComparison.OrdinalIgnoreCase) ? ("ul", "&#9745; ", item[4..])
            : ("ul", "", item);
    }

    /// <summary>"Owner: shop team", above the first part.</summary>
    private static (string Name, string Value)? FieldIn(string text)
    {
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon is > 0 and < FieldNameMaximum && char.IsAsciiLetterUpper(text[0]) ? (text[..colon], text[(colon + 2)..]) : null;
    }

    /// <summary>One that goes with the text: others are somewhere else, and the page needs nothing else.</summary>
    private (string Svg, string Alt)? PictureIn(string text)
    {
        int middle = text.IndexOf("](", StringComparison.Ordinal);
        return text.StartsWith("![", StringComparison.Ordinal) && text[^1] == ')' && middle > 0 && pictures.TryGetValue(text[(middle + 2)..^1], out (string Svg, string Alt) known)
            ? (known.Svg, text[2..middle].Length > 0 ? text[2..middle] : known.Alt)
            : null;
    }
}
