namespace Holdfast.DataPlane.Tests.Health;

public sealed class ExpectedStatusTests
{
    [Fact]
    public void RangesAndSingles_AreUnited()
    {
        var expected = ExpectedStatus.Parse("200-299, 304");
        int[] good = [.. Enumerable.Range(0, 1_000).Where(expected.Contains)];
        good.ShouldBe([.. Enumerable.Range(200, 100), 304]);
        expected.Contains(-1).ShouldBeFalse();
        expected.Contains(int.MaxValue).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("200,")]
    [InlineData("299-200")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("200-600")]
    [InlineData("200-250-299")]
    [InlineData("2xx")]
    [InlineData("-200")]
    [InlineData("+200")]
    public void TextThatIsNoList_IsRefused(string text)
    {
        ExpectedStatus.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ExpectedStatus.Parse(text)).Message.ShouldContain(text);
    }
}
