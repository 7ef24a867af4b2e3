using System.Runtime.CompilerServices;
using Holdfast.DataPlane;

namespace Holdfast.Cli.Tests;

/// <summary>docs/operating/observing.md says what the code says.</summary>
public class ObservingPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(PageAt());

    public static TheoryData<RequestOutcome> Outcomes => [.. Enum.GetValues<RequestOutcome>()];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void EveryOutcome_HasALine_WithItsStatus(RequestOutcome outcome)
    {
        OutcomeRow row = OutcomeTable.Row(outcome);
        string[] cells = Lines.Single(line => line.StartsWith($"| `{row.Label}` |", StringComparison.Ordinal)).Split('|');
        if (row.Status > 0 && outcome != RequestOutcome.BadRequest)
        {
            cells[2].Trim().ShouldBe(row.Status.ToString());
        }
    }

    private static string PageAt([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "operating", "observing.md");
}
