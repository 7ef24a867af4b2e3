using System.Globalization;
using System.Text;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <summary>Reports as plain tables.</summary>
internal static class DrillText
{
    /// <param name="shouldFail">It ran on the configuration of the day of an outage.</param>
    public static string Verdicts(DrillReport report, bool shouldFail = false)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n{report.Drill} on {report.Gateway}{(report.Quick ? " (quick)" : "")}: {report.Title}\n\n");
        foreach (RunEvent happened in report.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {happened.At,6:0.0} s  {happened.Kind.ToString().ToLowerInvariant(),-8}  {happened.Text}\n");
        }

        text.Append('\n');
        TextTable table = new("verdict", "expectation", ">measured", "");
        foreach (Verdict verdict in report.Verdicts)
        {
            table.Add(verdict.Passed ? "pass" : "FAIL", verdict.Sentence, verdict.Measured, verdict.Detail);
        }

        text.Append(table).Append('\n').Append(Figures([report]));
        string held = string.Create(CultureInfo.InvariantCulture, $"{report.Verdicts.Count(static verdict => verdict.Passed)} of {report.Verdicts.Count} expectations held");
        return AppendDoubts(text, report).Append(CultureInfo.InvariantCulture, $"\n{Ending(report, held, shouldFail)}\n").ToString();
    }

    /// <summary>Whose fault it is not is said, too.</summary>
    private static string Ending(DrillReport report, string held, bool shouldFail) => report.Outcome switch
    {
        DrillOutcome.Passed when shouldFail => $"PASSED, and should not on the old configuration: {held}",
        DrillOutcome.Passed => $"passed: {held}",
        DrillOutcome.Inconclusive when report.IsOtherOutage => $"PROVES NOTHING: {held}, but {ReproducedHarm.Problem(report)}",
        DrillOutcome.Inconclusive => $"PROVES NOTHING: {held}, but the load generator was the limit and not the gateway. Run it again on a quiet machine",
        _ when shouldFail && report.Aborted is null => $"failed, as it should on the old configuration: {held}",
        _ when report.Doubt is not null && report.Aborted is null => $"FAILED: {held}; the load generator was short of something too, but what is missed by a quarter of the requests is not its doing",
        _ => $"FAILED: {held}",
    };

    public static string Comparison(IReadOnlyList<DrillReport> reports)
    {
        StringBuilder text = new();
        DrillReport first = reports[0];
        int rounds = reports.Max(report => reports.Count(other => other.Gateway == report.Gateway));
        text.Append(CultureInfo.InvariantCulture, $"\n{first.Drill}{(first.Quick ? " (quick)" : "")}, {rounds} {(rounds == 1 ? "run" : "runs")} each: {first.Title}\n\n");
        text.Append(Figures(reports));
        foreach (DrillReport report in reports)
        {
            AppendDoubts(text, report);
        }

        return text.ToString();
    }

    private static string Figures(IReadOnlyList<DrillReport> reports)
    {
        TextTable table = new(["gateway", .. ComparisonColumns.All.Select(static column => ">" + column.Heading)]);
        foreach (ComparisonRow row in ComparisonColumns.Rows(reports))
        {
            table.Add([row.Gateway, .. row.Cells]);
        }

        return table.ToString();
    }

    private static StringBuilder AppendDoubts(StringBuilder text, DrillReport report)
    {
        foreach (string doubt in new[] { report.Aborted, report.Doubt }.OfType<string>())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {report.Gateway}: {doubt}\n");
        }

        return text;
    }
}
