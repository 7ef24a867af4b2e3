using System.CommandLine;
using Holdfast.Drills.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast drill report FILE`: shows what --json of a run or comparison has kept.</summary>
internal static class DrillReportCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "What --json of run or compare has written" };
        Option<string?> html = new("--html") { Description = "Write one page with charts that needs nothing but itself", HelpName = "FILE" };
        Option<bool> markdown = new("--markdown") { Description = "Print the figures as a Markdown table" };
        Option<bool> json = new("--json") { Description = "Print the reports as JSON" };
        ExampleCommand command = new("report", "Show a report again, or make a page of it", "holdfast drill report result.json", "holdfast drill report result.json --html result.html", "holdfast drill report result.json --markdown")
        { file, html, markdown, json };
        command.SetAction(result => Run(result.GetRequiredValue(file), result.GetValue(html), result.GetValue(markdown), result.GetValue(json)));
        return command;
    }

    private static int Run(string file, string? html, bool markdown, bool json)
    {
        DrillWishes wishes = new() { Html = html, JsonOnOutput = json };
        if (!DrillFiles.CanBeWritten(wishes))
        {
            return 2;
        }

        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"holdfast: there is no file {file}. Write one with: holdfast drill run NAME --json FILE");
            return 2;
        }

        IReadOnlyList<DrillReport> reports = ReportJson.Read(InputFile.Text(file, "Write one with: holdfast drill run NAME --json FILE"), out string? problem);
        if (problem is not null)
        {
            Console.Error.WriteLine($"holdfast: {file} {problem}");
            return 1;
        }

        DrillFiles.Write(reports, wishes);
        if (!json)
        {
            Console.Out.Write(markdown ? DrillMarkdown.Comparison(reports) : reports.Count > 1 ? DrillText.Comparison(reports) : DrillText.Verdicts(reports[0]));
        }

        return 0;
    }
}
