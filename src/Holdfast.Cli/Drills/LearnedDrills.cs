using System.CommandLine;
using System.Text.RegularExpressions;

namespace Holdfast.Cli;

/// <summary>Drills that were written from incidents: files learned-ID.yaml that are kept with the configuration.</summary>
internal static partial class LearnedDrills
{
    public const string UsualDirectory = "drills";

    /// <summary>Ordered by the number of their incident.</summary>
    public static IReadOnlyList<string> In(string directory) => !Directory.Exists(directory)
        ? []
        : [.. Directory.GetFiles(directory, "learned-*.yaml").OrderBy(static path => path.Length).ThenBy(static path => path, StringComparer.Ordinal)];

    public static Option<string> DirectoryOption() => new("--drills") { Description = "Directory of the drills of incidents", HelpName = "DIRECTORY", DefaultValueFactory = static _ => UsualDirectory };

    /// <summary>The page says which incident it is of.</summary>
    public static string NameOf(string page) => FirstLine().Match(page) is { Success: true } match ? $"learned-{match.Groups[1].Value}" : "learned";

    [GeneratedRegex(@"^# Written from the records of incident (\d+) ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FirstLine();
}
