using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Holdfast.Cli;

/// <summary>One picture of the demo: totals, a row for each server, what to try.</summary>
/// <param name="styled">Colours and weights; without them nothing but text is drawn.</param>
internal sealed class DemoScreen(bool styled)
{
    // A terminal of 80 columns holds the table only without its wide bars and its cells' margins.
    private const int RoomyColumns = 116;
    private const int WideBar = 24;
    private const int NarrowBar = 6;

    private static readonly (string Heading, bool IsNumber)[] Columns =
        [("server", false), ("requests/s", true), ("share", false), ("in flight", true), ("p50 ms", true), ("p99 ms", true), ("answers", false)];

    /// <param name="columns">Width of the terminal.</param>
    public IRenderable Draw(DemoSample sample, IReadOnlyList<string> suggestions, int columns)
    {
        string failed = sample.Failed == 0 ? "0 failed" : Style($"{sample.Failed} failed", "red");
        List<IRenderable> parts =
        [
            new Markup(string.Create(
                CultureInfo.InvariantCulture,
                $"{Style("holdfast demo", "bold")}  {sample.Elapsed.TotalSeconds:0} s  {sample.RequestsPerSecond:0} requests/s  {sample.Sent} sent  {sample.Answered} answered  {failed}")),
            Servers(sample, columns >= RoomyColumns),
            new Markup(Style("Every fourth request asks for a page that is missing: a 4xx is an answer too. One server is slow, and gets as little as it can serve.", "dim")),
            new Text("Try in another terminal:"),
            .. suggestions.Select(suggestion => new Text($"  {suggestion}")),
            new Markup(Style("Ctrl-C ends.", "dim")),
        ];
        return new Rows(parts);
    }

    private Table Servers(DemoSample sample, bool roomy)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach ((string heading, bool isNumber) in Columns)
        {
            // Spectre draws headings bold unless they are a renderable of their own.
            TableColumn column = new TableColumn(new Text(heading)).NoWrap().PadLeft(roomy ? 1 : 0).PadRight(roomy ? 1 : 0);
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        foreach (DemoServerSample server in sample.Servers)
        {
            table.AddRow(
                server.Health == "healthy" ? Style(server.Name, "green") : Style($"{server.Name} {server.Health}", "red"),
                server.RequestsPerSecond.ToString("0", CultureInfo.InvariantCulture),
                Bar(server.Share, roomy ? WideBar : NarrowBar),
                server.InFlight.ToString(CultureInfo.InvariantCulture),
                DemoText.Milliseconds(server.MedianMilliseconds),
                DemoText.Milliseconds(server.P99Milliseconds),
                DemoText.Statuses(server));
        }

        return table;
    }

    private string Bar(double share, int width)
    {
        int filled = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        string rest = new('░', width - filled);
        return string.Create(CultureInfo.InvariantCulture, $"{Style(new string('█', filled), "blue")}{Style(rest, "dim")} {100 * share,3:0} %");
    }

    private string Style(string text, string style) => styled && text.Length > 0 ? $"[{style}]{text}[/]" : text;
}
