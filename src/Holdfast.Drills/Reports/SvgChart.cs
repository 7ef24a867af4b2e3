using System.Globalization;
using System.Text;

namespace Holdfast.Drills.Reports;

/// <summary>
/// A chart over time as inline SVG: lines or filled areas over seconds, phases behind, marks for what happened. Colours are classes of
/// the page's style sheet, so that print and dark mode need no second chart.
/// </summary>
internal sealed class SvgChart(string title, string unit, double seconds)
{
    private const int Width = 900;
    private const int Height = 220;
    private const int Left = 60;
    private const int Right = 10;
    private const int Top = 24;
    private const int Bottom = 26;

    private readonly List<(string Name, string Style, IReadOnlyList<double> Values, bool IsArea)> series = [];
    private readonly List<(double At, string Style, string Text)> marks = [];
    private readonly List<(double From, string Name)> phases = [];

    public SvgChart Line(string name, string style, IReadOnlyList<double> values)
    {
        series.Add((name, style, values, false));
        return this;
    }

    public SvgChart Area(string name, string style, IReadOnlyList<double> values)
    {
        series.Add((name, style, values, true));
        return this;
    }

    public SvgChart Phase(double from, string name)
    {
        phases.Add((from, name));
        return this;
    }

    public SvgChart Mark(double at, string style, string text)
    {
        marks.Add((at, style, text));
        return this;
    }

    public string Draw()
    {
        double highest = NiceCeiling(series.SelectMany(static entry => entry.Values).DefaultIfEmpty(1).Max());
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Escape(title)}<span class=\"legend\">{Legend()}</span></figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(title)}\">");
        AppendGrid(svg, highest);
        foreach ((string name, string style, IReadOnlyList<double> values, bool isArea) in series)
        {
            string points = Points(values, highest);
            string area = string.Create(CultureInfo.InvariantCulture, $"{X(0):0.#},{Y(0, highest):0.#} {points} {X(values.Count):0.#},{Y(0, highest):0.#}");
            svg.Append(isArea
                ? $"<polygon class=\"area {style}\" points=\"{area}\"><title>{Escape(name)}</title></polygon>"
                : $"<polyline class=\"line {style}\" points=\"{points}\"><title>{Escape(name)}</title></polyline>");
        }

        foreach ((double at, string style, string text) in marks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"mark {style}\" x1=\"{X(at):0.#}\" x2=\"{X(at):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"><title>{at:0.0} s {Escape(text)}</title></line>");
        }

        return svg.Append("</svg></figure>\n").ToString();
    }

    internal static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>1, 2 or 5 times a power of ten, at or above.</summary>
    internal static double NiceCeiling(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 5, 10];
        return steps.First(step => step * power >= value - 1e-9) * power;
    }

    private string Legend() => string.Concat(series.Select(static entry => $"<i class=\"key {entry.Style}\"></i>{Escape(entry.Name)} "));

    private string Points(IReadOnlyList<double> values, double highest)
    {
        // Steps: a second's count holds for the whole second.
        StringBuilder points = new();
        for (int second = 0; second < values.Count; second++)
        {
            points.Append(CultureInfo.InvariantCulture, $"{X(second):0.#},{Y(values[second], highest):0.#} {X(second + 1):0.#},{Y(values[second], highest):0.#} ");
        }

        return points.ToString().TrimEnd();
    }

    private void AppendGrid(StringBuilder svg, double highest)
    {
        for (int line = 0; line <= 4; line++)
        {
            double value = highest * line / 4;
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value, highest):0.#}\" y2=\"{Y(value, highest):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" text-anchor=\"end\" x=\"{Left - 6}\" y=\"{Y(value, highest) + 4:0.#}\">{value:0.##}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"4\" y=\"{Top - 10}\">{Escape(unit)}</text>");
        double step = NiceCeiling(seconds / 10);
        for (double second = 0; second <= seconds; second += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" text-anchor=\"middle\" x=\"{X(second):0.#}\" y=\"{Height - 8}\">{second:0.#} s</text>");
        }

        foreach ((double from, string name) in phases)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"phase\" x1=\"{X(from):0.#}\" x2=\"{X(from):0.#}\" y1=\"{Top - 12}\" y2=\"{Height - Bottom}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{X(from) + 3:0.#}\" y=\"{Top - 3}\">{Escape(name)}</text>");
        }
    }

    private double X(double second) => Left + ((Width - Left - Right) * second / Math.Max(1, seconds));

    private static double Y(double value, double highest) => Height - Bottom - ((Height - Top - Bottom) * value / highest);
}
