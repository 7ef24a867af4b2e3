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

    /// <summary>A typing error in a pipeline would be green for ever; where nobody has named a folder there may be no drills yet. False with the reason on standard error.</summary>
    public static bool IsThereOrExplain(string directory)
    {
        if (directory == UsualDirectory || Directory.Exists(directory))
        {
            return true;
        }

        Console.Error.WriteLine($"holdfast: there is no folder {directory}. Give the one that has the learned-*.yaml, or leave --drills out for '{UsualDirectory}'.");
        return false;
    }

    /// <summary>Where the one with that name is kept when nobody has said otherwise.</summary>
    public static string PathOf(string name) => Path.Combine(UsualDirectory, name + ".yaml");

    public static Option<string> DirectoryOption() => new("--drills") { Description = "Directory of the drills of incidents", HelpName = "DIRECTORY", DefaultValueFactory = static _ => UsualDirectory };

    /// <summary>The page says which incident it is of.</summary>
    public static string NameOf(string page) => NameIn(page) ?? "learned";

    /// <summary>Null for a page of no incident. It names the drill whatever its file is called: tasks ask for verdicts under this name.</summary>
    public static string? NameIn(string page) => FirstLine().Match(page) is { Success: true } match ? $"learned-{match.Groups[1].Value}" : null;

    /// <summary>What is said above the new configuration of a page: where it comes from, and how it differs from that of the day.</summary>
    public static string? NoteOnNew(string page) => NewBlock().Match(page) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Which outages of an incident with troubles of several kinds the page plays; null where it plays all.</summary>
    public static string? PlaysIn(string page) => Plays().Match(page) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^# (It plays outages? .+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Plays();

    [GeneratedRegex(@"^  # (.+)\n  new: \|", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex NewBlock();

    /// <summary>Of which gateway's incidents; null where the page does not say.</summary>
    public static string? InstanceOf(string page) => FirstLine().Match(page) is { Success: true } match && match.Groups[2].Success ? match.Groups[2].Value : null;

    [GeneratedRegex(@"^# Written from the records of incident (\d+)(?: of (\S+))? by ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FirstLine();
}
