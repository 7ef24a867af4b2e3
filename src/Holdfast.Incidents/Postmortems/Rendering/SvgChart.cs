using System.Globalization;
using System.Net;
using System.Text;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>Lines over time as SVG: told apart by dashes as well as by colour, so that print and everybody's eyes do.</summary>
internal static class SvgChart
{
    private const int Width = 720;
    private const int PlotHeight = 240;
    private const int LegendsPerRow = 4;
    private const int LegendRow = 16;
    private const int Left = 56;
    private const int Top = 28;
    private const int Right = 12;
    private const int Bottom = 44;
    private static readonly string[] Dashes = ["", "6 3", "2 3", "8 3 2 3"];

    public static string Write(string title, string unit, DateTimeOffset from, int stepSeconds, IReadOnlyList<ChartLine> lines, IReadOnlyList<ChartMark> marks)
    {
        double highest = Math.Max(1e-9, lines.SelectMany(line => line.Values).Where(double.IsFinite).DefaultIfEmpty(1).Max());
        int steps = Math.Max(2, lines.Max(line => line.Values.Count));
        int height = PlotHeight + (LegendRow * ((lines.Count - 1) / LegendsPerRow));
        StringBuilder svg = new();
        svg.Append(Format($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">\n<title>{Text(title)}</title>\n"));
        svg.Append(Format($"<rect width=\"{Width}\" height=\"{height}\" fill=\"#fff\"/>\n<text x=\"{Left}\" y=\"14\" font-size=\"13\">{Text(title)}</text>\n"));
        foreach (double part in new[] { 0, 0.5, 1 })
        {
            svg.Append(Format($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(part)}\" y2=\"{Y(part)}\" stroke=\"#ddd\"/><text x=\"{Left - 5}\" y=\"{Y(part) + 4}\" text-anchor=\"end\">{Value(part * highest)}{(part == 1 ? " " + Text(unit) : "")}</text>\n"));
        }

        foreach (double part in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            DateTimeOffset time = from.AddSeconds(part * (steps - 1) * stepSeconds);
            svg.Append(Format($"<text x=\"{X(part)}\" y=\"{PlotHeight - Bottom + 14}\" text-anchor=\"middle\">{time.UtcDateTime:HH:mm:ss}</text>\n"));
        }

        Marks(svg, from, (steps - 1) * stepSeconds, marks);
        for (int index = 0; index < lines.Count; index++)
        {
            Line(svg, lines[index], index, highest, steps);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Marks(StringBuilder svg, DateTimeOffset from, double seconds, IReadOnlyList<ChartMark> marks)
    {
        int number = 0;
        foreach (ChartMark mark in marks.Where(mark => mark.At >= from && mark.At <= from.AddSeconds(seconds)))
        {
            double x = X((mark.At - from).TotalSeconds / seconds);
            svg.Append(Format($"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Top}\" y2=\"{PlotHeight - Bottom}\" stroke=\"#888\" stroke-dasharray=\"2 2\"/><text x=\"{x + 2}\" y=\"{Top + 9 + (number++ % 4 * 11)}\" fill=\"#555\">{Text(mark.Text)}</text>\n"));
        }
    }

    private static void Line(StringBuilder svg, ChartLine line, int index, double highest, int steps)
    {
        StringBuilder path = new();
        bool isDown = false;
        for (int step = 0; step < line.Values.Count; step++)
        {
            if (double.IsFinite(line.Values[step]))
            {
                path.Append(Format($"{(isDown ? 'L' : 'M')}{X((double)step / (steps - 1))} {Y(line.Values[step] / highest)}"));
            }

            isDown = double.IsFinite(line.Values[step]);
        }

        int legend = Left + (index % LegendsPerRow * 150);
        int row = PlotHeight - 12 + (index / LegendsPerRow * LegendRow);
        string dash = Dashes[index % Dashes.Length];
        svg.Append(Format($"<path d=\"{path}\" fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"1.6\" stroke-dasharray=\"{dash}\"/>\n<line x1=\"{legend}\" x2=\"{legend + 20}\" y1=\"{row}\" y2=\"{row}\" stroke=\"{line.Colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/><text x=\"{legend + 25}\" y=\"{row + 4}\">{Text(line.Name)}</text>\n"));
    }

    private static double X(double part) => Math.Round(Left + (part * (Width - Left - Right)), 1);

    private static double Y(double part) => Math.Round(PlotHeight - Bottom - (part * (PlotHeight - Top - Bottom)), 1);

    private static string Value(double value) => value.ToString(value >= 10 || value == 0 ? "0" : "0.##", CultureInfo.InvariantCulture);

    private static string Format(FormattableString text) => FormattableString.Invariant(text);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
