using Holdfast.Foundation;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>The parts of a postmortem that a comment can be about: its headings, each by its first words. Keeps nothing.</summary>
internal static class ReviewSections
{
    /// <summary>Null when the text has such a part; else which it has.</summary>
    public static string? ProblemOf(string markdown, string section)
    {
        string[] known = [.. markdown.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => NameOf(line[3..]))];
        return known.Length == 0 || known.Any(name => name.StartsWith(section.Trim(), StringComparison.OrdinalIgnoreCase) && IsWhole(name, section.Trim()))
            ? null
            : $"There is no part '{section}' in it. {Choices.There([.. known.Select(name => $"'{name}'")])}";
    }

    /// <summary>"Timeline (all times UTC)" is the timeline.</summary>
    private static string NameOf(string heading) => heading.Split('(')[0].Trim();

    /// <summary>"Root cause" names "Root cause and resolution", and "Timelin" names nothing.</summary>
    private static bool IsWhole(string name, string section) => section.Length > 0 && (name.Length == section.Length || name[section.Length] == ' ');
}
