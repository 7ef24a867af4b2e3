using System.Globalization;
using System.Text;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Reports;

/// <summary>Reports as one page that needs nothing but itself: no script, no font, no picture from elsewhere.</summary>
public static class HtmlReport
{
    private const int ServerStyles = 8;

    public static string Write(IReadOnlyList<DrillReport> reports)
    {
        StringBuilder page = new();
        string heading = $"Drill {reports[0].Drill}: {reports[0].Title}";
        page.Append(CultureInfo.InvariantCulture,
            $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
            + $"initial-scale=1\"><title>{SvgChart.Escape(heading)}</title>\n<style>\n{ReportStyle.Sheet}\n</style></head><body>\n<h1>{SvgChart.Escape(heading)}</h1>\n");
        if (reports.Count > 1)
        {
            page.Append(ComparisonTable(reports));
        }

        foreach (DrillReport report in reports)
        {
            AppendRun(page, report);
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendRun(StringBuilder page, DrillReport report)
    {
        string verdict = report.Outcome switch
        {
            DrillOutcome.Passed => "<span class=\"pass\">passed</span>",
            DrillOutcome.Failed => "<span class=\"fail\">failed</span>",
            _ => "<span class=\"doubt\">proves nothing</span>",
        };
        page.Append(CultureInfo.InvariantCulture,
            $"<h2>{SvgChart.Escape(report.Gateway)}: {verdict}</h2>\n<p class=\"dim\">{report.StartedAt:yyyy-MM-dd HH:mm:ss} UTC, seed {report.Seed}{(report.Quick ? ", quick" : "")}</p>\n");
        foreach (string doubt in new[] { report.Aborted, report.Doubt, report.IsOtherOutage ? ReproducedHarm.Problem(report) : null }.OfType<string>())
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"doubt\">{SvgChart.Escape(doubt)}</p>\n");
        }

        AppendVerdicts(page, report);
        AppendCharts(page, report);
        AppendEvents(page, report);
    }

    private static void AppendVerdicts(StringBuilder page, DrillReport report)
    {
        page.Append("<table><tr><th>expectation</th><th>verdict</th><th class=\"number\">measured</th><th></th></tr>\n");
        foreach (Verdict judged in report.Verdicts)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{SvgChart.Escape(judged.Sentence)}</td><td class=\"{(judged.Passed ? "pass" : "fail")}\">{(judged.Passed ? "pass" : "fail")}</td><td "
                + $"class=\"number\">{SvgChart.Escape(judged.Measured)}</td><td class=\"dim\">{SvgChart.Escape(judged.Detail)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendCharts(StringBuilder page, DrillReport report)
    {
        foreach (ReportedClass served in report.Classes)
        {
            page.Append(ClassChart(report, served));
        }

        page.Append(CapacityChart(report));
        page.Append(ServerChart(report, "Share of each server", "%", Shares(report)));
        page.Append(ServerChart(report, "At once at each server, as it saw it", "", report.Servers.Select(static server => (IReadOnlyList<double>)[.. server.PeakInFlight.Select(static value => (double)value)])));
        if (report.Unit == "sessions")
        {
            page.Append(ServerChart(report, "Sessions of each server", "", report.Servers.Select(static server => (IReadOnlyList<double>)[.. server.Sessions.Select(static value => (double)value)])));
        }
    }

    private static string ClassChart(DrillReport report, ReportedClass served) => Framed(report, new SvgChart($"{served.Name}: offered and what became of it", "requests/s", report.Capacity.Count))
        .Area("offered", "offered", ToDoubles(served.Offered))
        .Line("good", "good", ToDoubles(served.Good))
        .Line("shed", "shed", ToDoubles(served.Shed))
        .Line("failed", "failed", ToDoubles(served.Failed))
        .Draw();

    private static string CapacityChart(DrillReport report) => Framed(report, new SvgChart("Delivered, and what the living servers could deliver", report.Unit, report.Capacity.Count))
        .Area("delivered", "good", report.Delivered)
        .Line("capacity", "capacity", report.Capacity)
        .Draw();

    private static string ServerChart(DrillReport report, string title, string unit, IEnumerable<IReadOnlyList<double>> values)
    {
        SvgChart chart = Framed(report, new SvgChart(title, unit, report.Capacity.Count));
        int index = 0;
        foreach (IReadOnlyList<double> series in values)
        {
            chart.Line(report.Servers[index].Name, string.Create(CultureInfo.InvariantCulture, $"s{index % ServerStyles}"), series);
            index++;
        }

        return chart.Draw();
    }

    private static SvgChart Framed(DrillReport report, SvgChart chart)
    {
        foreach (PhaseSpan phase in report.Phases)
        {
            chart.Phase(phase.From, phase.Name);
        }

        foreach (RunEvent happened in report.Events.Where(static happened => happened.Kind != RunEventKind.Phase))
        {
            chart.Mark(happened.At, StyleOf(happened.Kind), happened.Text);
        }

        return chart;
    }

    private static IEnumerable<IReadOnlyList<double>> Shares(DrillReport report)
    {
        double[] totals = [.. Enumerable.Range(0, report.Capacity.Count).Select(second => (double)report.Servers.Sum(server => second < server.Admitted.Count ? server.Admitted[second] : 0))];
        return report.Servers.Select(server => (IReadOnlyList<double>)[.. totals.Select((total, second) => total == 0 || second >= server.Admitted.Count ? 0 : 100 * server.Admitted[second] / total)]);
    }

    private static void AppendEvents(StringBuilder page, DrillReport report)
    {
        page.Append("<table><tr><th class=\"number\">second</th><th>what</th><th></th></tr>\n");
        foreach (RunEvent happened in report.Events)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"number\">{happened.At:0.0}</td><td>{happened.Kind.ToString().ToLowerInvariant()}</td><td>{SvgChart.Escape(happened.Text)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string ComparisonTable(IReadOnlyList<DrillReport> reports)
    {
        StringBuilder table = new("<table><tr><th>gateway</th>");
        foreach (ComparisonColumn column in ComparisonColumns.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"<th class=\"number\">{SvgChart.Escape(column.Heading)}</th>");
        }

        table.Append("</tr>\n");
        foreach (ComparisonRow row in ComparisonColumns.Rows(reports))
        {
            table.Append(CultureInfo.InvariantCulture, $"<tr><td>{SvgChart.Escape(row.Gateway)}</td>{string.Concat(row.Cells.Select(static cell => $"<td class=\"number\">{SvgChart.Escape(cell)}</td>"))}</tr>\n");
        }

        return table.Append("</table>\n").ToString();
    }

    private static string StyleOf(RunEventKind kind) => kind switch
    {
        RunEventKind.Reaction => "reaction",
        RunEventKind.Note => "note",
        _ => "fault",
    };

    private static double[] ToDoubles(IReadOnlyList<long> values) => [.. values.Select(static value => (double)value)];
}
