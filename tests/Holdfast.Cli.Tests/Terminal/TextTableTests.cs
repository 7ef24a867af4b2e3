namespace Holdfast.Cli.Tests;

public class TextTableTests
{
    [Fact]
    public void Columns_AreAligned()
    {
        TextTable table = new("SERVER", ">REQUESTS", "HEALTH");
        table.Add("a", "12", "healthy");
        table.Add("longer-name", "3", "ejected");
        table.ToString().ShouldBe("  SERVER       REQUESTS  HEALTH\n  a                  12  healthy\n  longer-name         3  ejected\n");
    }
}
