using System.Globalization;
using System.Net;
using System.Text;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Reports;

/// <summary>All postmortems on one page that needs nothing else, for managers too: short, can be searched, prints well.</summary>
public static class PostmortemIndexPage
{
    private const string Style = """
        :root{color-scheme:light}body{max-width:62rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#222}
        h1{font-size:1.5rem;margin:0 0 .3rem}.sum{color:#555;margin:0 0 1rem}
        input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem .7rem;border:1px solid #999;border-radius:6px;margin:0 0 1rem}
        article{border-top:1px solid #ddd;padding:.9rem 0;display:grid;grid-template-columns:8.5rem 1fr;gap:0 1rem}
        time{color:#555;font-size:.9rem}h2{font-size:1.05rem;margin:0}p{margin:.2rem 0}ul{list-style:none;margin:.3rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;font-size:.9rem}
        .good{color:#1b6e2f}.bad{color:#a3150f}.open{color:#8a5300}.status{font-size:.8rem;border:1px solid #aaa;border-radius:1rem;padding:0 .5rem;white-space:nowrap}
        [hidden]{display:none}
        @media(max-width:40rem){article{grid-template-columns:1fr}}
        @media print{body{margin:0;max-width:none;font-size:10pt}input,.none{display:none}article{break-inside:avoid;padding:.5rem 0}a{color:inherit;text-decoration:none}}
        """;

    private const string Script = """
        const box=document.querySelector('input'),all=[...document.querySelectorAll('article')],none=document.querySelector('.none');
        box.addEventListener('input',()=>{const words=box.value.toLowerCase().split(/\s+/).filter(Boolean);let shown=0;
        for(const one of all){const has=words.every(word=>one.textContent.toLowerCase().includes(word));one.hidden=!has;shown+=has}
        none.hidden=shown>0});
        """;

    /// <param name="linkOf">Where the postmortem of an incident is; null where it is not at hand.</param>
    public static string Write(PostmortemListReport list, DateTimeOffset now, Func<long, string?> linkOf)
    {
        StringBuilder html = new();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.Append($"<title>What we learned from outages</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>What we learned from outages</h1>\n<p class=\"sum\">{Text(Sum(list, now))}</p>\n");
        html.Append("<input type=\"search\" placeholder=\"Search: a service, a cause, a word\" aria-label=\"Search\">\n");
        foreach (PostmortemReport report in list.Postmortems)
        {
            One(html, report, linkOf(report.Incident));
        }

        html.Append($"<p class=\"none\"{(list.Postmortems.Count == 0 ? "" : " hidden")}>Nothing here has these words.</p>\n");
        return html.Append($"<script>\n{Script}\n</script>\n</body>\n</html>\n").ToString();
    }

    private static string Sum(PostmortemListReport list, DateTimeOffset now)
    {
        double down = list.Postmortems.Sum(report => report.DownSeconds ?? 0);
        string tasks = Count(list.Postmortems.Sum(report => report.TasksOpen), "task open", "tasks open");
        int overdue = list.Postmortems.Sum(report => report.TasksOverdue);
        return string.Create(CultureInfo.InvariantCulture, $"{Count(list.Postmortems.Count, "postmortem", "postmortems")}, {IncidentStory.Duration(down)} down in all, {tasks}{(overdue > 0 ? $", {overdue} overdue" : "")}. As of {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
    }

    private static void One(StringBuilder html, PostmortemReport report, string? link)
    {
        string title = Text(report.Title);
        html.Append($"<article>\n<time>{Text(report.Start is { } start ? start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "not recorded")}</time>\n<div>\n");
        html.Append($"<h2>{(link is null ? title : $"<a href=\"{Text(link)}\">{title}</a>")} <span class=\"status\">{Text(PostmortemReports.Standing(report))}</span></h2>\n");
        html.Append($"<p>{Text(Why(report))}</p>\n<ul>\n");
        html.Append($"<li>Incident {report.Incident.ToString(CultureInfo.InvariantCulture)}, {Text(report.Severity)}</li>\n");
        html.Append($"<li>{(report.DownSeconds is { } seconds ? $"down {Text(IncidentStory.Duration(seconds))}" : "length not recorded")}</li>\n");
        html.Append($"<li>{(report.UsersPercent is { } users ? string.Create(CultureInfo.InvariantCulture, $"{users:0.#} % of users hit") : "users hit not recorded")}</li>\n");
        html.Append($"<li class=\"{(report.TasksOverdue > 0 ? "bad" : report.TasksOpen > 0 ? "open" : "good")}\">{Text(Tasks(report))}</li>\n");
        html.Append($"<li class=\"{(report.Drill == "passed" ? "good" : report.Drill == "failed" ? "bad" : "open")}\">{Text(Drill(report))}</li>\n</ul>\n</div>\n</article>\n");
    }

    private static string Why(PostmortemReport report)
    {
        if (report.RootCause is not { Length: > 0 } cause)
        {
            return "The cause is not known.";
        }

        string sentence = char.ToUpperInvariant(cause[0]) + cause[1..].TrimEnd('.') + ".";
        return PostmortemReports.CorrectedIn(report) is { } corrected ? $"{sentence} ({(report.Cause == CauseCorrection.Unnamed ? "" : $"{report.Cause}, ")}{corrected})"
            : report.Cause is null ? sentence : $"{sentence} ({report.Cause})";
    }

    private static string Tasks(PostmortemReport report) => (report.TasksOpen, report.TasksClosed) switch
    {
        (0, 0) => "no tasks yet",
        (0, var closed) => $"all {Count(closed, "task", "tasks")} closed",
        var (open, closed) => string.Create(CultureInfo.InvariantCulture, $"{Count(open, "task", "tasks")} open{(report.TasksOverdue > 0 ? $" ({report.TasksOverdue} overdue)" : "")}, {closed} closed"),
    };

    private static string Drill(PostmortemReport report)
    {
        string when = report.DrillAt is { } at ? $" on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        return report.Drill switch
        {
            "passed" => $"drill green{when}: it would not come back",
            "failed" => $"drill red{when}: it would come back",
            null => "drill not run yet",
            _ => $"drill without a verdict{when}",
        };
    }

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
