using System.Text;
using Holdfast.Drills.Reports;

namespace Holdfast.Cli;

/// <summary>A comparison as a Markdown table, for documents: figures that are copied by hand are wrong some day.</summary>
internal static class DrillMarkdown
{
    public static string Comparison(IReadOnlyList<DrillReport> reports)
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonColumns.Rows(reports);
        // Figures that no gateway has, as the critical class of a drill without one, are no column.
        int[] shown = [.. Enumerable.Range(0, ComparisonColumns.All.Count).Where(column => rows.Any(row => row.Cells[column] != ComparisonColumns.NoFigure))];
        StringBuilder text = new();
        AppendLine(text, [reports[0].Drill, .. shown.Select(static column => ComparisonColumns.All[column].Heading)]);
        text.Append('|').Append(string.Concat(Enumerable.Repeat("---|", shown.Length + 1))).Append('\n');
        foreach (ComparisonRow row in rows)
        {
            AppendLine(text, [row.Gateway, .. shown.Select(column => row.Cells[column])]);
        }

        foreach (string doubt in reports.SelectMany(static report => new[] { report.Aborted, report.Doubt }.OfType<string>().Select(doubt => $"{report.Gateway}: {doubt}")).Distinct(StringComparer.Ordinal))
        {
            text.Append('\n').Append(doubt).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
