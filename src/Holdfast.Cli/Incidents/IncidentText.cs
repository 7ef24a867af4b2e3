using System.Globalization;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>Incidents as pages for people.</summary>
internal static class IncidentText
{
    public static IReadOnlyList<StatusLine> Of(IncidentReport report, bool all)
    {
        List<StatusLine> lines = [];
        foreach ((string heading, IReadOnlyList<string> sentences) in IncidentStory.Of(report, all))
        {
            if (lines.Count > 0)
            {
                lines.Add(new("", StatusTone.Plain));
            }

            lines.Add(new(heading, StatusTone.Heading));
            lines.AddRange(sentences.Select(sentence => new StatusLine($"  {sentence}", ToneOf(heading, report))));
        }

        return lines;
    }

    public static string Of(IncidentListReport list)
    {
        if (list.Incidents.Count == 0)
        {
            return "no incidents\n";
        }

        TextTable table = new(">id", "status", "severity", "began (UTC)", ">lasted", ">users hit", "title");
        foreach (IncidentReport report in list.Incidents)
        {
            table.Add(
                report.Id.ToString(CultureInfo.InvariantCulture),
                report.Status,
                report.Severity,
                (report.Start ?? report.OpenedAt).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                report.DownSeconds is { } seconds ? IncidentStory.Duration(seconds) : "-",
                report.Impact.UsersPercent is { } users ? string.Create(CultureInfo.InvariantCulture, $"{users:0.#} %") : "unknown",
                report.Title);
        }

        return table.ToString();
    }

    private static StatusTone ToneOf(string heading, IncidentReport report) => heading switch
    {
        "What" => report.Status == "confirmed" ? StatusTone.Bad : report.Status is "suspected" or "monitoring" ? StatusTone.Warning : StatusTone.Good,
        _ when heading.StartsWith("Timeline", StringComparison.Ordinal) => StatusTone.Dim,
        _ => StatusTone.Plain,
    };
}
