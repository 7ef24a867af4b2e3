namespace Holdfast.Cli.Tests;

public class TopScreenTests
{
    [Theory]
    [InlineData(20, 3)]
    [InlineData(80, 24)]
    [InlineData(80, 10)]
    [InlineData(200, 60)]
    public void Picture_FitsTheTerminal(int columns, int rows)
    {
        string[] lines = Draw(columns, rows).Split('\n');
        lines.Length.ShouldBeLessThanOrEqualTo(rows);
        lines.ShouldAllBe(line => line.Length <= columns);
        lines[0].ShouldStartWith("holdfast top  10.0");
    }

    [Fact]
    public void WhatIsInTrouble_ComesFirst_AndTheRestIsCountedWhereItIsCut()
    {
        string[] lines = Draw(120, 9).Split('\n');
        lines[3].ShouldStartWith("! pool shop sheds");
        lines[7].ShouldStartWith("pool shop: ");
        lines[8].ShouldBe("... 11 more lines: enlarge the terminal, or see holdfast status");
    }

    [Fact]
    public void GatewayThatNoLongerAnswers_IsTold_AboveWhatWasSeenLast()
    {
        string[] lines = Draw(120, 40, "no answer since 12:00:00 UTC: refused").Split('\n');
        lines[1].ShouldBe("no answer since 12:00:00 UTC: refused");
        lines.ShouldContain(line => line.StartsWith("pool shop: "));
    }

    [Fact]
    public void WithoutStyle_NothingIsColoured() => Draw(120, 40).ShouldNotContain('\e');

    private static string Draw(int columns, int rows, string? failure = null) =>
        new TopScreen("10.0.0.5:9900", styled: false).Draw(Sample.Surge, failure, Sample.Now, columns, rows);
}
