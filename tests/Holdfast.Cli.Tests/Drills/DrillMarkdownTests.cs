using Holdfast.Drills.Reports;

namespace Holdfast.Cli.Tests.Drills;

public class DrillMarkdownTests
{
    [Fact]
    public void Comparison_IsATable_WithoutColumnsThatNobodyHas() =>
        DrillMarkdown.Comparison([Report("holdfast", 0.1), Report("nginx-naive", null)]).ShouldBe(
            """
            | dead-host | users failed | seconds below 95 % | goodput of capacity | detected after | recovered after | sessions lost | servers died |
            |---|---|---|---|---|---|---|---|
            | holdfast | 1.5 % | 2 | 98.0 % | 0.1 s | 3.0 s | 0 | 0 |
            | nginx-naive | 1.5 % | 2 | 98.0 % | not | 3.0 s | 0 | 0 |

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void FiguresThatAreNotToBeTrusted_SaySo() =>
        DrillMarkdown.Comparison([Report("nginx", 1) with { Doubt = "client-limited" }, Report("nginx", 1) with { Doubt = "client-limited" }]).ShouldEndWith("|\n\nnginx: client-limited\n");

    private static DrillReport Report(string gateway, double? detection) => new()
    {
        Drill = "dead-host",
        Title = "",
        Gateway = gateway,
        Quick = true,
        Seed = 1,
        StartedAt = DateTimeOffset.UnixEpoch,
        Unit = "requests/s",
        Passed = true,
        Figures = new DrillFigures(1.5, 2, 20, 98, null, null, detection, 3, true, 0, 0),
    };
}
