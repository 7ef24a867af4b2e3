using YamlDotNet.Core;

namespace Holdfast.Configuration.Reading;

/// <summary>Turns a YAML syntax error into a finding whose remedy names the usual reason for it.</summary>
internal static class SyntaxAdvice
{
    private const string Unknown = "Check the indentation and the quotes of this line and the one above.";

    public static void Report(FindingList findings, string text, Mark place, string reason)
    {
        string[] lines = TextPlace.Lines(text);
        if (ReportTabs(findings, lines))
        {
            return;
        }

        int line = (int)Math.Clamp(place.Line, 1, lines.Length);
        int column = (int)Math.Clamp(place.Column, 1, lines[line - 1].Length + 1);
        findings.Add(line, column, "", $"not valid YAML: {Tidy(reason)}", Remedy(lines, line));
    }

    /// <summary>With a tab in the indentation the parser complains about something else, somewhere else: the tabs are the finding.</summary>
    private static bool ReportTabs(FindingList findings, string[] lines)
    {
        bool found = false;
        for (int index = 0; index < lines.Length; index++)
        {
            int tab = lines[index].IndexOf('\t');
            if (tab >= 0 && lines[index].AsSpan(0, tab).IndexOfAnyExcept(' ') < 0 && lines[index].AsSpan().Trim().Length > 0)
            {
                findings.Add(index + 1, tab + 1, "", "a tab indents this line", "Indent with spaces: YAML does not allow tabs there.");
                found = true;
            }
        }

        return found;
    }

    private static string Remedy(string[] lines, int line)
    {
        // The parser often notices one line late.
        string here = lines[line - 1];
        string above = line > 1 ? lines[line - 2] : "";
        return Reason(here) ?? Reason(above) ?? Unknown;
    }

    private static string? Reason(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        string value = (colon >= 0 ? line[(colon + 2)..] : line.TrimStart(' ', '-')).Trim();
        bool isFlow = value.StartsWith('{') || value.StartsWith('[');
        return value switch
        {
            _ when value.StartsWith("[:", StringComparison.Ordinal) || value.Contains("]:", StringComparison.Ordinal) => "An IPv6 address must be in quotes: \"[::1]:8080\".",
            _ when isFlow && line.Contains("${", StringComparison.Ordinal) => "Inside { } and [ ] a value with ${NAME} must be in quotes.",
            _ when value.StartsWith('*') || value.Contains(" *", StringComparison.Ordinal) => "A value that starts with * must be in quotes: \"*.example.com\".",
            _ when value.StartsWith('%') || value.StartsWith('@') || value.StartsWith('`') => "A value that starts with %, @ or ` must be in quotes.",
            _ when value.Count(static symbol => symbol == '"') % 2 == 1 => "A double quote has no partner.",
            _ when !isFlow && value.Contains(": ", StringComparison.Ordinal) => "A value that contains \": \" must be in quotes.",
            _ when isFlow && value.Count(static symbol => symbol is '{' or '[') != value.Count(static symbol => symbol is '}' or ']') => "A bracket has no partner.",
            _ => null,
        };
    }

    private static string Tidy(string reason)
    {
        string tidy = SafeText.Printable(reason).Trim().TrimEnd('.');
        return tidy.Length > 0 && !tidy.StartsWith("The ", StringComparison.Ordinal) ? char.ToLowerInvariant(tidy[0]) + tidy[1..] : tidy;
    }
}
