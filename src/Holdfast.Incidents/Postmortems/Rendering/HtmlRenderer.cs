using System.Globalization;
using System.Net;
using System.Text;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>A postmortem as one page that needs nothing else: its style and its charts are in it. Reads well in print.</summary>
internal static class HtmlRenderer
{
    private const string Style = """
        body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.55 Georgia,serif;color:#222}
        h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;border-bottom:1px solid #ccc;margin-top:2rem}
        .hook{font-style:italic;color:#555}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;font-size:.9rem}dt{color:#666}dd{margin:0}
        li{margin:.25rem 0}figure{margin:1.2rem 0}pre{white-space:pre-wrap;font:inherit}svg{width:100%;height:auto}figcaption{font-size:.85rem;color:#555}
        pre{overflow-x:auto}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left}
        @page{margin:18mm}
        @media print{body{max-width:none;margin:0;padding:0;font-size:11pt}h1,h2,h3{break-after:avoid}figure,li,tr,pre,dl{break-inside:avoid}p,li{orphans:2;widows:2}svg{max-height:8cm}a{color:inherit}}
        """;

    /// <summary>What a browser may be told to accept, and nothing else.</summary>
    public static string StyleHash { get; } = "sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"\n{Style}\n")));

    /// <summary>A version that somebody has written.</summary>
    /// <param name="pictures">By the name of the file that the text shows.</param>
    public static string OfMarkdown(string title, string markdown, IReadOnlyDictionary<string, (string Svg, string Alt)> pictures) => $"{Head(title)}{new MarkdownHtml(pictures).Write(markdown)}</body>\n</html>\n";

    public static string Write(PostmortemDocument document, string status, IReadOnlyList<WrittenField> extra, IReadOnlyList<(string Svg, string Alt)> charts)
    {
        StringBuilder html = new();
        html.Append(Head(document.Title));
        html.Append($"<h1>{Text(document.Title)}</h1>\n<p class=\"hook\">{Text(document.Hook)}</p>\n<dl>\n");
        foreach (WrittenField field in document.Header.Append(new WrittenField("Status", status)).Concat(extra))
        {
            html.Append($"<dt>{Text(field.Name)}</dt><dd>{Text(field.Value)}</dd>\n");
        }

        html.Append("</dl>\n");
        foreach (WrittenSection section in document.Sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h{section.Level}>{Text(section.Heading)}</h{section.Level}>\n");
            Items(html, section.Items);
            if (section == document.Sections[1])
            {
                html.Append(Figures(charts));
            }
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string Head(string title) =>
        $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n";

    private static string Figures(IReadOnlyList<(string Svg, string Alt)> charts) => string.Concat(charts.Select(chart => Figure(chart.Svg, chart.Alt)));

    /// <summary>A picture that is in the page, with what it shows.</summary>
    public static string Figure(string svg, string alt) => $"<figure>\n{svg}\n<figcaption>{Text(alt)}</figcaption>\n</figure>\n";

    private static void Items(StringBuilder html, IReadOnlyList<WrittenItem> items)
    {
        bool isList = false;
        foreach (WrittenItem item in items)
        {
            bool isBullet = item.Mark.Length > 0;
            html.Append(isBullet && !isList ? "<ul>\n" : !isBullet && isList ? "</ul>\n" : "");
            isList = isBullet;
            string label = item.Label.Length == 0 ? "" : $"<strong>{Text(item.Label)}</strong> ";
            string box = item.Mark == "- [ ] " ? "&#9744; " : "";
            // The records are at hand for who looks for them, and in nobody's way.
            string sentences = string.Join(' ', item.Sentences.Select(sentence => $"<span title=\"{Text(string.Join(", ", sentence.Records))}\">{Text(sentence.Text)}</span>"));
            html.Append(isBullet ? $"<li>{box}{label}{sentences}</li>\n" : $"<p>{label}{sentences}</p>\n");
        }

        html.Append(isList ? "</ul>\n" : "");
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
