using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>Measures for people. A dash is unknown.</summary>
internal static class MeasuresText
{
    public static string Of(MeasuresReport report)
    {
        string time = $"{Day(report.From)} to {Day(report.To)}";
        if (report.Incidents.Count == 0)
        {
            return $"no incidents, {time}\n";
        }

        TextTable table = new([">incident", "severity", "began (UTC)", .. MeasureColumns.All.Select(column => ">" + column.Heading), ">relapses", ">again", "title"]);
        foreach (IncidentMeasures one in report.Incidents)
        {
            table.Add([
                one.Incident.ToString(CultureInfo.InvariantCulture),
                one.Severity,
                (one.Start ?? one.OpenedAt).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                .. MeasureColumns.All.Select(column => Length(column.Read(one))),
                one.Relapses.ToString(CultureInfo.InvariantCulture),
                one.RecurrenceOf is { } earlier ? $"of {earlier.ToString(CultureInfo.InvariantCulture)}" : "-",
                one.Title,
            ]);
        }

        table.Add(["", "", "median", .. report.Sums.Select(sum => Length(sum.Median)), "", "", ""]);
        table.Add(["", "", "p90", .. report.Sums.Select(sum => Length(sum.P90)), "", "", ""]);
        table.Add(["", "", "known of", .. report.Sums.Select(sum => sum.Known.ToString(CultureInfo.InvariantCulture)), "", "", ""]);
        return string.Create(CultureInfo.InvariantCulture, $"{table}\n  {Counted.Of(report.Incidents.Count, "incident")}, {time}: {Counted.Were(report.Recurrences)} there before, {Counted.Of(report.Relapses, "relapse")}. Times are counted from the first second in which users were hurt; - is unknown{Causes(report)}\n");
    }

    private static string Causes(MeasuresReport report) => report.CausesJudged == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $". The cause was named rightly in {report.CausesStood} of {report.CausesJudged} with a published postmortem");

    private static string Length(double? seconds) => seconds is { } known ? IncidentStory.Duration(known) : "-";

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
