using Spectre.Console;

namespace Holdfast.Cli.Tests;

public class DemoScreenTests
{
    [Fact]
    public void Servers_HaveARowWithTheirShare()
    {
        string screen = Draw(styled: false);
        screen.ShouldContain("amber");
        screen.ShouldContain("75 %");
        screen.ShouldContain("2xx:90 5xx:3");
        screen.ShouldContain("delta ejected");
        screen.ShouldContain("curl http://127.0.0.1:1/");
    }

    [Fact]
    public void WithoutStyle_NothingIsColouredOrBold() => Draw(styled: false).ShouldNotContain('\u001b');

    [Fact]
    public void WithStyle_ThereIs() => Draw(styled: true).ShouldContain("\u001b[");

    [Theory]
    [InlineData(80)]
    [InlineData(115)]
    [InlineData(116)]
    [InlineData(200)]
    public void EveryServer_IsOneLine(int columns)
    {
        string[] lines = Draw(styled: false, columns).Split('\n');
        lines.Count(line => line.Contains('│')).ShouldBe(3, "a heading and two servers");
        lines.ShouldAllBe(line => line.TrimEnd().Length <= columns);
        lines.Length.ShouldBeLessThan(24, "it must fit a small terminal whole");
    }

    private static string Draw(bool styled, int columns = 120)
    {
        using StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = columns;
        DemoServerSample amber = new("amber", "127.0.0.1:2", "healthy", 150, 0.75, 1, 2.5, 9, 93, [0, 0, 90, 0, 0, 3]);
        DemoServerSample delta = new("delta", "127.0.0.1:3", "ejected", 50, 0.25, 3, 60, 70, 31, [0, 0, 31, 0, 0, 0]);
        console.Write(new DemoScreen(styled).Draw(new DemoSample(TimeSpan.FromSeconds(2), 124, 124, 3, 0, 200, [amber, delta]), ["curl http://127.0.0.1:1/"], columns));
        return output.ToString();
    }
}
