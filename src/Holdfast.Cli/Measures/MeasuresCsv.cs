using System.Globalization;
using System.Text;
using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>Measures as CSV (RFC 4180), one line for each incident. Unknown is empty.</summary>
internal static class MeasuresCsv
{
    public static string Of(MeasuresReport report)
    {
        StringBuilder text = new();
        Line(text, ["incident", "severity", "openedAt", "start", .. MeasureColumns.All.Select(column => column.Name), "relapses", "recurrenceOf", "title", "causeStood"]);
        foreach (IncidentMeasures one in report.Incidents)
        {
            Line(text, [
                Number(one.Incident),
                one.Severity,
                Time(one.OpenedAt),
                one.Start is { } start ? Time(start) : "",
                .. MeasureColumns.All.Select(column => column.Read(one) is { } seconds ? Number(seconds) : ""),
                Number(one.Relapses),
                one.RecurrenceOf is { } earlier ? Number(earlier) : "",
                one.Title,
                one.CauseStood switch { true => "true", false => "false", null => "" },
            ]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>A cell that begins like a formula is one to a spreadsheet: titles come from people and from servers.</summary>
    private static string Cell(string value)
    {
        string safe = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' ? "'" + value : value;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
