using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Spectre.Console;

namespace Holdfast.Cli.Tests;

public class LoadScreenTests
{
    [Fact]
    public void WideTerminal_ShowsEverything()
    {
        string screen = Draw(100, styled: false);
        screen.ShouldContain("holdfast load 127.0.0.1:8080");
        screen.ShouldContain("6 of 12 s  measuring");
        screen.ShouldContain("│ checkout │ 100 │   90 │    3 │    4 │      3 │   5.");
        screen.ShouldContain("due/s");
        screen.ShouldContain("Ctrl-C ends");
    }

    [Theory]
    [InlineData(48)]
    [InlineData(60)]
    [InlineData(79)]
    [InlineData(80)]
    public void EveryLine_FitsTheTerminal_AndNoCellIsBroken(int columns)
    {
        string[] lines = Draw(columns, styled: false).Split('\n');
        lines.ShouldAllBe(line => line.TrimEnd().Length <= columns, string.Join('\n', lines));
        lines.Count(line => line.Contains("checkout", StringComparison.Ordinal)).ShouldBe(1);
        lines.ShouldContain(line => line.Contains("failed", StringComparison.Ordinal) && line.Contains("p99 ms", StringComparison.Ordinal));
        lines.Count(line => line.StartsWith("good/s", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void WithoutColours_NothingButTextIsDrawn()
    {
        Draw(100, styled: false).ShouldNotContain("\u001b[3");
        Draw(100, styled: true).ShouldContain("\u001b[3");
    }

    private static string Draw(int columns, bool styled)
    {
        LatencyHistogram times = new();
        times.Record(5_100_000);
        LoadCounts counts = new() { Intended = 100, Good = 90, LateAnswers = 3, Shed = 4, FailedByReason = [3, 0, 0, 0, 0, 0, 0, 0] };
        LoadPlan plan = new() { Host = "127.0.0.1:8080", WarmUp = TimeSpan.FromSeconds(2), Duration = TimeSpan.FromSeconds(10) };
        LoadSecond[] seconds = [.. Enumerable.Range(0, 90).Select(second => new LoadSecond(second, [new LoadClassSecond("checkout", counts, times, times)], new GeneratorHealth(), 0, 0))];
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = columns;
        console.Write(new LoadScreen(plan, styled).Draw(TimeSpan.FromSeconds(6.2), seconds, columns));
        return text.ToString();
    }
}
