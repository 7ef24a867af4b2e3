using Holdfast.Drills.Reports;

namespace Holdfast.Cli;

/// <summary>Writes reports where the command line wants them.</summary>
internal static class DrillFiles
{
    /// <summary>False with the reasons on standard error.</summary>
    public static bool CanBeWritten(DrillWishes wishes)
    {
        string[] reasons = [.. new[] { OutputFile.WhyNot(wishes.Json), OutputFile.WhyNot(wishes.Html), OutputFile.WhyNotDirectory(wishes.Logs) }.OfType<string>()];
        foreach (string reason in reasons)
        {
            Console.Error.WriteLine($"holdfast: {reason}");
        }

        return reasons.Length == 0;
    }

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
