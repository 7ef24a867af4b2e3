using Holdfast.Drills.Reports;

namespace Holdfast.Cli;

/// <summary>Writes reports where the command line wants them.</summary>
internal static class DrillFiles
{
    public static void Write(IReadOnlyList<DrillReport> reports, DrillWishes wishes)
    {
        string json = reports.Count == 1 ? ReportJson.Write(reports[0]) : ReportJson.Write(reports);
        if (wishes.Json is { } file)
        {
            File.WriteAllText(file, json);
            Console.Error.WriteLine($"holdfast: report written to {file}");
        }

        if (wishes.JsonOnOutput)
        {
            Console.Out.Write(json);
        }

        if (wishes.Html is { } page)
        {
            File.WriteAllText(page, HtmlReport.Write(reports));
            Console.Error.WriteLine($"holdfast: page written to {page}");
        }
    }
}
