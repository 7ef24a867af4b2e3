using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Label: value" lines about the document: in front matter, above the summary, below the tasks, in tables.</summary>
internal static class Records
{
    private const int LongestLabel = 40;

    /// <summary>The line and what follows the label; an empty value when no line has one of the labels.</summary>
    public static (Quote Line, string Value) Of(Postmortem postmortem, params string[] labels)
    {
        for (int line = 0; line < postmortem.Source.Length; line++)
        {
            string text = Markup.Plain(postmortem.Source[line]).TrimStart('-', ' ', '>', '#');
            int colon = text.IndexOf(':');
            string label = colon is > 0 and < LongestLabel ? text[..colon].Trim() : "";
            string value = label.Length > 0 ? text[(colon + 1)..].Trim() : "";
            (string Label, string Value)? found = label.Length > 0 && labels.Contains(label, StringComparer.OrdinalIgnoreCase) ? (label, value) : Opening(text, labels);
            if (found is { } pair && pair.Value.Length > 0 && labels.Contains(pair.Label, StringComparer.OrdinalIgnoreCase))
            {
                return (new Quote(line + 1, postmortem.Source[line].Trim()), pair.Value);
            }

            // Several on one line: "Author: A. Status: final", "Author: A | Status: final".
            foreach (string wanted in labels)
            {
                // In columns: "Published: 2031-02-06     Reviewed by L. Brandt on 2031-02-06: approved".
                int column = wanted.EndsWith(" by", StringComparison.Ordinal) ? text.IndexOf($"  {wanted} ", StringComparison.OrdinalIgnoreCase) : -1;
                if (column > 0 && text.Length < 200)
                {
                    return (new Quote(line + 1, postmortem.Source[line].Trim()), text[(column + wanted.Length + 3)..].Trim());
                }

                int at = text.IndexOf(wanted + ":", StringComparison.OrdinalIgnoreCase);
                if (at > 0 && text[at - 1] == ' ' && !text[..at].EndsWith("fallback ", StringComparison.OrdinalIgnoreCase) && text.Length > at + wanted.Length + 2 && text.Length < 200)
                {
                    return (new Quote(line + 1, postmortem.Source[line].Trim()), text[(at + wanted.Length + 1)..].Trim());
                }
            }
        }

        return (new Quote(1, ""), "");
    }

    /// <summary>The first words of a value, up to a date, a comma or a bracket.</summary>
    public static string Name(string value)
    {
        int end = value.IndexOfAny([',', '(', '.', ';', '|', '–', '—']);
        string name = end > 0 ? value[..end] : value;
        int on = name.IndexOf(" on ", StringComparison.Ordinal);
        return (on > 0 ? name[..on] : name).Trim().ToLowerInvariant();
    }

    // "Reviewed by A on ...", and the cells of a table without a colon.
    private static (string Label, string Value)? Opening(string text, string[] labels)
    {
        foreach (string label in labels)
        {
            if (text.Length > label.Length + 1 && text.StartsWith(label, StringComparison.OrdinalIgnoreCase) && text[label.Length] == ' ' && (label.Contains(' ') || text.Contains("  ") || char.IsAsciiDigit(text[label.Length + 1]) || text[label.Length + 1] == '#'))
            {
                return (label, text[label.Length..].Trim());
            }
        }

        return null;
    }
}
