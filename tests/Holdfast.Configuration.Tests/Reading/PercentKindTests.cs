namespace Holdfast.Configuration.Tests.Reading;

public sealed class PercentKindTests
{
    private static string With(string share) => Reader.WithRoutes($"- {{ match: {{ path: /reports }}, pool: shop, maximumShare: \"{share}\" }}\n- {{ pool: shop }}");

    [Theory]
    [InlineData("1%", 1)]
    [InlineData("40%", 40)]
    [InlineData("100%", 100)]
    public void WholePercent_IsRead(string text, int percent) => Reader.Accept(With(text)).Routes[0].MaximumShare.ShouldBe(percent);

    [Fact]
    public void WithoutAWord_ThereIsNoBound() => Reader.Accept(Reader.With("")).Routes[0].MaximumShare.ShouldBeNull();

    [Theory]
    [InlineData("40", "has no %")]
    [InlineData("0.4", "has no %")]
    [InlineData("half", "is not a percentage")]
    [InlineData("12.5%", "is not a whole percentage")]
    [InlineData("-3%", "is not a whole percentage")]
    [InlineData("0%", "is out of range")]
    [InlineData("101%", "is out of range")]
    public void OtherTexts_AreFoundWithWhatIsWrong(string text, string problem) => Reader.Single(With(text)).Message.ShouldContain(problem);
}
