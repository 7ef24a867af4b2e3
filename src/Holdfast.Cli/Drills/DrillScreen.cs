using System.Globalization;
using Holdfast.Drills.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Holdfast.Cli;

/// <summary>One picture of a drill: where on the time line, the four curves, the servers, what happened last.</summary>
/// <param name="styled">Colours and weights; without them nothing but text is drawn.</param>
internal sealed class DrillScreen(bool styled)
{
    private const int CurveSeconds = 70;

    // Name and value beside a curve.
    private const int CurveMargin = 20;
    private const int EventsShown = 6;

    private readonly List<DrillSecond> seconds = [];
    private readonly List<string> events = [];
    private string step = "";
    private int curveSeconds = CurveSeconds;

    public void Clear()
    {
        seconds.Clear();
        events.Clear();
    }

    public void Step(string text) => step = text;

    public void Happened(RunEvent happened) => events.Add(string.Create(CultureInfo.InvariantCulture, $"{happened.At,6:0.0} s  {happened.Kind.ToString().ToLowerInvariant(),-8}  {happened.Text}"));

    public void Second(DrillSecond second) => seconds.Add(second);

    /// <param name="columns">Width of the terminal.</param>
    public IRenderable Draw(int columns)
    {
        curveSeconds = Math.Clamp(columns - CurveMargin, 1, CurveSeconds);
        List<IRenderable> parts = [];
        if (seconds.Count == 0)
        {
            parts.Add(new Markup($"{Style("drill", "bold")}  {Markup.Escape(step)} ..."));
        }
        else
        {
            DrillSecond now = seconds[^1];
            parts.Add(new Markup(string.Create(CultureInfo.InvariantCulture, $"{Style("drill", "bold")}  second {now.Second + 1} of {now.Total}  phase {Style(Markup.Escape(now.Phase), "bold")}  capacity {now.Capacity:0}")));
            double highest = Math.Max(1, seconds.TakeLast(curveSeconds).Max(static second => Math.Max(second.Traffic.Offered, second.Traffic.Good)));
            parts.Add(Curve("offered", "grey", highest, static second => second.Traffic.Offered));
            parts.Add(Curve("good", "green", highest, static second => second.Traffic.Good));
            parts.Add(Curve("shed", "yellow", highest, static second => second.Traffic.Shed));
            parts.Add(Curve("failed", "red", highest, static second => second.Traffic.Failed));
            parts.Add(Servers(now));
        }

        parts.AddRange(events.TakeLast(EventsShown).Select(static line => new Text(line)));
        parts.Add(new Markup(Style("Ctrl-C ends the drill and everything it has started.", "dim")));
        return new Rows(parts);
    }

    private Markup Curve(string name, string colour, double highest, Func<DrillSecond, long> value)
    {
        string curve = new([.. seconds.TakeLast(curveSeconds).Select(second => Sparkline.Of(value(second), highest))]);
        return new Markup(string.Create(CultureInfo.InvariantCulture, $"{name,8} {value(seconds[^1]),6}/s  {Style(curve, colour)}"));
    }

    private Table Servers(DrillSecond now)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string heading in new[] { "server", "requests/s", "most at once", "sessions" })
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        foreach ((string name, ServerSecond state) in now.Servers)
        {
            table.AddRow(
                state.Answers ? Style(Markup.Escape(name), "green") : Style($"{Markup.Escape(name)} silent", "red"),
                state.Admitted.ToString(CultureInfo.InvariantCulture),
                state.PeakInFlight.ToString(CultureInfo.InvariantCulture),
                state.Sessions.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private string Style(string text, string style) => styled && text.Length > 0 ? $"[{style}]{text}[/]" : text;
}
