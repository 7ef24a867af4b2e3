using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series;

/// <summary>The table of what is recorded each second in docs/operating/observing.md is that of the code.</summary>
public partial class ObservingPageTests
{
    private static readonly SubjectKind[] Columns = [SubjectKind.Gateway, SubjectKind.Route, SubjectKind.Pool, SubjectKind.Server, SubjectKind.Class, SubjectKind.Client];

    [Fact]
    public void EverySignal_StandsInTheTableWithWhoHasIt()
    {
        string[][] rows = [.. File.ReadAllLines(PageAt()).SkipWhile(line => !line.StartsWith("## What is recorded", StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|'))];
        rows.Length.ShouldBeGreaterThan(10);
        foreach (SignalRow signal in SignalTable.Rows)
        {
            string[] row = RowOf(rows, signal.Name);
            for (int column = 0; column < Columns.Length; column++)
            {
                // After the empty text before the first line, and the names.
                row[column + 2].TrimStart().StartsWith('x').ShouldBe(signal.Subjects.Contains(Columns[column]), $"{signal.Name} of {Columns[column]}");
            }
        }
    }

    /// <summary>The one that names it; else the one that stands for all that begin like it.</summary>
    private static string[] RowOf(string[][] rows, string name)
    {
        string[][] naming = [.. rows.Where(row => NameList().Matches(row[1]).Any(match => match.Value == name))];
        return naming.Length > 0 ? naming.ShouldHaveSingleItem(name) : rows.Where(row => row[1].Contains(name[..(name.IndexOf('-') + 1)] + "…", StringComparison.Ordinal)).ShouldHaveSingleItem(name);
    }

    [GeneratedRegex(@"[a-z0-9][a-z0-9\-]*(?![…a-z0-9\-])", RegexOptions.None, 1000)]
    private static partial Regex NameList();

    private static string PageAt([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "operating", "observing.md");
}
