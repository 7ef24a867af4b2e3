using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Holdfast.Cli;

/// <summary>One picture of the demo: totals, a row for each server, what to try.</summary>
/// <param name="styled">Colours and weights; without them nothing but text is drawn.</param>
internal sealed class DemoScreen(bool styled)
{
    private const int BarWidth = 24;

    public IRenderable Draw(DemoSample sample, IReadOnlyList<string> suggestions)
    {
        string failed = sample.Failed == 0 ? "0 failed" : Style($"{sample.Failed} failed", "red");
        List<IRenderable> parts =
        [
            new Markup(string.Create(
                CultureInfo.InvariantCulture,
                $"{Style("holdfast demo", "bold")}  {sample.Elapsed.TotalSeconds:0} s  {sample.RequestsPerSecond:0} requests/s  {sample.Sent} sent  {sample.Answered} answered  {failed}")),
            Servers(sample),
            new Text("Try in another terminal:"),
            .. suggestions.Select(suggestion => new Text($"  {suggestion}")),
            new Markup(Style("Ctrl-C ends.", "dim")),
        ];
        return new Rows(parts);
    }

    private Table Servers(DemoSample sample)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        // Spectre draws headings bold unless they are a renderable of their own.
        table.AddColumn(new TableColumn(new Text("server")));
        table.AddColumn(new TableColumn(new Text("requests/s")).RightAligned());
        table.AddColumn(new TableColumn(new Text("share")));
        table.AddColumn(new TableColumn(new Text("in flight")).RightAligned());
        table.AddColumn(new TableColumn(new Text("p50 ms")).RightAligned());
        table.AddColumn(new TableColumn(new Text("p99 ms")).RightAligned());
        table.AddColumn(new TableColumn(new Text("answers")));
        foreach (DemoServerSample server in sample.Servers)
        {
            table.AddRow(
                server.Health == "healthy" ? Style(server.Name, "green") : Style($"{server.Name} {server.Health}", "red"),
                server.RequestsPerSecond.ToString("0", CultureInfo.InvariantCulture),
                Bar(server.Share),
                server.InFlight.ToString(CultureInfo.InvariantCulture),
                DemoText.Milliseconds(server.MedianMilliseconds),
                DemoText.Milliseconds(server.P99Milliseconds),
                DemoText.Statuses(server));
        }

        return table;
    }

    private string Bar(double share)
    {
        int filled = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        string rest = new('░', BarWidth - filled);
        return string.Create(CultureInfo.InvariantCulture, $"{Style(new string('█', filled), "blue")}{Style(rest, "dim")} {100 * share,3:0} %");
    }

    private string Style(string text, string style) => styled && text.Length > 0 ? $"[{style}]{text}[/]" : text;
}
