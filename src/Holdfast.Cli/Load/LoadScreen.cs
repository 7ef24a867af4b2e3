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
    private const int CurveSeconds = 60;
    private const string Levels = " ▁▂▃▄▅▆▇█";

    public IRenderable Draw(TimeSpan elapsed, IReadOnlyList<LoadSecond> seconds)
    {
        List<IRenderable> parts = [new Markup(Progress(elapsed))];
        if (seconds.Count > 0)
        {
            parts.Add(Classes(seconds[^1]));
            parts.Add(new Text(Curve("due/s", seconds, static second => second.Classes.Sum(static one => one.Counts.Intended))));
            parts.Add(new Text(Curve("good/s", seconds, static second => second.Classes.Sum(static one => one.Counts.Good))));
            parts.Add(new Text(Curve("p99 ms", seconds, static second => second.Classes.Max(static one => one.Response.Percentile(99)) / 1e6)));
            if (seconds[^1].Health is { ClientLimited: true } health)
            {
                parts.Add(new Markup(Style(Markup.Escape($"client-limited: {health.Reason}"), "red")));
            }
        }

        parts.Add(new Markup(Style("Ctrl-C ends and shows the result so far.", "dim")));
        return new Rows(parts);
    }

    private string Progress(TimeSpan elapsed)
    {
        TimeSpan whole = plan.WarmUp + plan.Duration;
        double share = Math.Clamp(elapsed / whole, 0, 1);
        int filled = (int)(share * BarWidth);
        string phase = elapsed < plan.WarmUp ? "warm-up" : elapsed < whole ? "measuring" : "last answers";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Style("holdfast load", "bold")} {Markup.Escape(plan.Host)}  {Style(new string('█', filled), "blue")}{Style(new string('░', BarWidth - filled), "dim")} {Math.Min(elapsed.TotalSeconds, whole.TotalSeconds):0} of {whole.TotalSeconds:0} s  {phase}");
    }

    private Table Classes(LoadSecond second)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string heading in (string[])["class", "due", "good", "late", "shed", "failed", "p50 ms", "p99 ms", "sessions"])
        {
            TableColumn column = new(new Text(heading));
            table.AddColumn(heading == "class" ? column : column.RightAligned());
        }

        foreach (LoadClassSecond one in second.Classes)
        {
            LoadCounts counts = one.Counts;
            table.AddRow(
                Markup.Escape(one.Name),
                LoadText.Count(counts.Intended),
                Style(LoadText.Count(counts.Good), "green"),
                Alarming(counts.LateAnswers, "yellow"),
                Alarming(counts.Shed, "yellow"),
                Alarming(counts.Failed + counts.DroppedByServer, "red"),
                LoadText.Milliseconds(one.Response.Percentile(50)),
                LoadText.Milliseconds(one.Response.Percentile(99)),
                counts.SessionsOpen == 0 ? "" : LoadText.Count(counts.SessionsOpen));
        }

        return table;
    }

    private string Alarming(long count, string style) => count == 0 ? "0" : Style(LoadText.Count(count), style);

    private static string Curve(string name, IReadOnlyList<LoadSecond> seconds, Func<LoadSecond, double> valueOf)
    {
        double[] values = [.. seconds.Skip(Math.Max(0, seconds.Count - CurveSeconds)).Select(valueOf)];
        double most = Math.Max(values.Max(), double.Epsilon);
        string curve = string.Concat(values.Select(value => Levels[(int)Math.Round(value / most * (Levels.Length - 1))]));
        return string.Create(CultureInfo.InvariantCulture, $"{name,-7} {values[^1],9:0.#}  {curve}  max {values.Max():0.#}");
    }

    private string Style(string text, string style) => styled && text.Length > 0 ? $"[{style}]{text}[/]" : text;
}
