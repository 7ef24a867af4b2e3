using System.Text.Json;

namespace Holdfast.Drills.Reports;

/// <summary>Reports as JSON, and back.</summary>
public static class ReportJson
{
    public static string Write(DrillReport report) => JsonSerializer.Serialize(report, ReportJsonContext.Default.DrillReport) + "\n";

    public static string Write(IReadOnlyList<DrillReport> reports) => JsonSerializer.Serialize([.. reports], ReportJsonContext.Default.DrillReportArray) + "\n";

    /// <summary>One report or several; the problem as a sentence when it is neither.</summary>
    public static IReadOnlyList<DrillReport> Read(string text, out string? problem)
    {
        problem = null;
        try
        {
            DrillReport[] reports = text.TrimStart().StartsWith('[')
                ? JsonSerializer.Deserialize(text, ReportJsonContext.Default.DrillReportArray)!
                : [JsonSerializer.Deserialize(text, ReportJsonContext.Default.DrillReport)!];
            if (reports.Length == 0 || reports.Any(static report => report is null || report.Version != DrillReport.CurrentVersion))
            {
                problem = $"is not a report of version {DrillReport.CurrentVersion}. Write one with: holdfast drill run NAME --json FILE";
                return [];
            }

            return reports;
        }
        catch (JsonException failure)
        {
            string place = failure.LineNumber is { } line ? $" (line {line + 1})" : "";
            problem = $"is not a drill's report{place}. Write one with: holdfast drill run NAME --json FILE";
            return [];
        }
    }
}
