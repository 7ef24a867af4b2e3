using System.Globalization;

namespace Holdfast.Drills.Reports;

/// <summary>The columns of a comparison, the same in the terminal and on the page. Several runs of one gateway become their medians.</summary>
public static class ComparisonColumns
{
    /// <summary>Stands where a drill has no such figure.</summary>
    public const string NoFigure = "-";

    public static IReadOnlyList<ComparisonColumn> All { get; } =
    [
        new("users failed", static figures => figures.UsersFailedPercent, static value => Percent(value), Never),
        new("seconds below 95 %", static figures => figures.SecondsBelow95, static value => Whole(value), Never),
        new("goodput of capacity", static figures => figures.GoodputPercent, static value => Percent(value), Never),
        new("critical success", static figures => figures.CriticalSuccessPercent, static value => Percent(value), Never),
        new("critical p99", static figures => figures.CriticalP99Milliseconds, static value => string.Create(CultureInfo.InvariantCulture, $"{value:0} ms"), Never),
        new("detected after", static figures => figures.DetectionSeconds, static value => Seconds(value), static _ => "not"),
        new("recovered after", static figures => figures.RecoverySeconds, static value => Seconds(value), static figures => figures.Recovers ? "not" : NoFigure),
        new("sessions lost", static figures => figures.LostSessions, static value => Whole(value), Never),
        new("servers died", static figures => figures.Deaths, static value => Whole(value), Never),
    ];

    /// <summary>A row for each gateway, in the order in which they first ran.</summary>
    public static IReadOnlyList<ComparisonRow> Rows(IReadOnlyList<DrillReport> reports) =>
        [.. reports.GroupBy(static report => report.Gateway).Select(static runs => new ComparisonRow(runs.Key, [.. All.Select(column => Cell(column, [.. runs.Select(static run => run.Figures)]))]))];

    private static string Cell(ComparisonColumn column, IReadOnlyList<DrillFigures> runs)
    {
        double[] values = [.. runs.Select(column.Value).OfType<double>().Order()];
        // Where half of the runs have no value (never recovered), the median run has none.
        return values.Length * 2 <= runs.Count ? column.Missing(runs[0]) : column.Format(values[(values.Length - 1) / 2]);
    }

    private static string Never(DrillFigures figures) => NoFigure;

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} %");

    private static string Whole(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0}");

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} s");
}
