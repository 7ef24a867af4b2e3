using System.Globalization;
using Holdfast.Drills.Load;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Holdfast.Cli;

/// <summary>One picture of a running load: progress, the last second of each class, and the last minute as curves.</summary>
/// <param name="styled">Colours and weights; without them nothing but text is drawn.</param>
internal sealed class LoadScreen(LoadPlan plan, bool styled)
{
    private const int BarWidth = 40;
    private const int NarrowBarWidth = 10;
    private const int CurveSeconds = 60;

    // Name, value and maximum beside a curve.
    private const int CurveMargin = 36;

    // Below it the columns that one can do without are left out; above, all of them fit beside a class's name.
    private const int WideColumns = 80;

    /// <param name="columns">Width of the terminal.</param>
    public IRenderable Draw(TimeSpan elapsed, IReadOnlyList<LoadSecond> seconds, int columns)
    {
        List<IRenderable> parts = [new Markup(Progress(elapsed, columns >= WideColumns ? BarWidth : NarrowBarWidth))];
        if (seconds.Count > 0)
        {
            parts.Add(Classes(seconds[^1], columns >= WideColumns));
            int shown = Math.Clamp(columns - CurveMargin, 1, CurveSeconds);
            parts.Add(new Text(Curve("due/s", seconds, shown, static second => second.Classes.Sum(static one => one.Counts.Intended))));
            parts.Add(new Text(Curve("good/s", seconds, shown, static second => second.Classes.Sum(static one => one.Counts.Good))));
            parts.Add(new Text(Curve("p99 ms", seconds, shown, static second => second.Classes.Max(static one => one.Response.Percentile(99)) / 1e6)));
            if (seconds[^1].Health is { ClientLimited: true } health)
            {
                parts.Add(new Markup(Style(Markup.Escape($"client-limited: {health.Reason}"), "red")));
            }
        }

        parts.Add(new Markup(Style("Ctrl-C ends and shows the result so far.", "dim")));
        return new Rows(parts);
    }

    private string Progress(TimeSpan elapsed, int barWidth)
    {
        TimeSpan whole = plan.WarmUp + plan.Duration;
        double share = Math.Clamp(elapsed / whole, 0, 1);
        int filled = (int)(share * barWidth);
        string phase = elapsed < plan.WarmUp ? "warm-up" : elapsed < whole ? "measuring" : "last answers";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Style("holdfast load", "bold")} {Markup.Escape(plan.Host)}  {Style(new string('█', filled), "blue")}{Style(new string('░', barWidth - filled), "dim")} {Math.Min(elapsed.TotalSeconds, whole.TotalSeconds):0} of {whole.TotalSeconds:0} s  {phase}");
    }

    private Table Classes(LoadSecond second, bool isWide)
    {
        (string Heading, bool IsNeeded, Func<LoadClassSecond, string> Cell)[] all =
        [
            ("class", true, static one => Markup.Escape(one.Name)),
            ("due", true, static one => LoadText.Count(one.Counts.Intended)),
            ("good", true, one => Style(LoadText.Count(one.Counts.Good), "green")),
            ("late", false, one => Alarming(one.Counts.LateAnswers, "yellow")),
            ("shed", true, one => Alarming(one.Counts.Shed, "yellow")),
            ("failed", true, one => Alarming(one.Counts.Failed + one.Counts.DroppedByServer, "red")),
            ("p50 ms", false, static one => LoadText.Milliseconds(one.Response.Percentile(50))),
            ("p99 ms", true, static one => LoadText.Milliseconds(one.Response.Percentile(99))),
            ("sessions", false, static one => one.Counts.SessionsOpen == 0 ? "" : LoadText.Count(one.Counts.SessionsOpen)),
        ];
        (string Heading, bool IsNeeded, Func<LoadClassSecond, string> Cell)[] shown = [.. all.Where(column => isWide || column.IsNeeded)];
        Table table = new Table().Border(isWide ? TableBorder.Rounded : TableBorder.None);
        foreach ((string heading, _, _) in shown)
        {
            TableColumn column = new TableColumn(new Text(heading)).NoWrap();
            table.AddColumn(heading == "class" ? column : column.RightAligned());
        }

        foreach (LoadClassSecond one in second.Classes)
        {
            table.AddRow([.. shown.Select(column => column.Cell(one))]);
        }

        return table;
    }

    private string Alarming(long count, string style) => count == 0 ? "0" : Style(LoadText.Count(count), style);

    private static string Curve(string name, IReadOnlyList<LoadSecond> seconds, int shown, Func<LoadSecond, double> valueOf)
    {
        double[] values = [.. seconds.Skip(Math.Max(0, seconds.Count - shown)).Select(valueOf)];
        double most = values.Max();
        string curve = string.Concat(values.Select(value => Sparkline.Of(value, most)));
        return string.Create(CultureInfo.InvariantCulture, $"{name,-7} {values[^1],9:0.#}  {curve}  max {most:0.#}");
    }

    private string Style(string text, string style) => styled && text.Length > 0 ? $"[{style}]{text}[/]" : text;
}
