using System.Runtime.CompilerServices;
using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Cli.Tests;

/// <summary>The postmortems in docs/postmortems hold what they are shown for, by the rules of today: the page is clean, and its drill can be run.</summary>
public sealed class PublishedPostmortemTests
{
    public static TheoryData<string> Outages => [.. Directory.EnumerateDirectories(Folder()).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void ThereIsOneForEachOfTheFiveDrills() => Outages.Count.ShouldBeGreaterThanOrEqualTo(5);

    [Theory]
    [MemberData(nameof(Outages))]
    public void Page_HasNotesAtMost_AndTheLengthOfTheFormat(string outage)
    {
        LintReport report = PostmortemLinter.Check(File.ReadAllText(Path.Combine(Folder(), outage, "1.md")));
        report.Findings.Where(finding => finding.Severity != LintSeverity.Note).ShouldBeEmpty();
        report.Words.ShouldBeInRange(400, 600);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public void Drill_IsAScenarioThatCanBeRun(string outage)
    {
        OpenedDrill drill = DrillLibrary.Open(Path.Combine(Folder(), outage, "learned-1.yaml"));
        drill.Problem.ShouldBeEmpty();
        drill.Scenario.ShouldNotBeNull();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "postmortems");
}
