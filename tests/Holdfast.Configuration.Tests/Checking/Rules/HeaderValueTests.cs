namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HeaderValueTests
{
    [Theory]
    [InlineData("a\\r\\nEvil: 1", "line end")]
    [InlineData("a\\nb", "line end")]
    [InlineData("a\\0b", "cannot hold")]
    [InlineData("ä", "cannot hold")]
    [InlineData(" a", "cannot hold")]
    public void ValueThatWouldBreakTheField_IsFound(string value, string message)
    {
        RuleAssert.Fires("header-value", Reader.WithRoutes($"- {{ requestHeaders: {{ set: {{ X-A: \"{value}\" }} }}, pool: shop }}"), "routes[0].requestHeaders.set.X-A").Message.ShouldContain(message);
        RuleAssert.Fires("header-value", Reader.WithRoutes($"- {{ match: {{ headers: {{ X-A: \"{value}\" }} }}, pool: shop }}"), "routes[0].match.headers.X-A");
    }

    [Fact]
    public void LineEndFromAVariable_IsFoundWithoutItsValue()
    {
        ConfigFinding finding = Reader.Single(Reader.WithRoutes("- { requestHeaders: { set: { X-A: \"${A}\" } }, pool: shop }"), ("A", "secret\r\nEvil: 1"));
        finding.Rule.ShouldBe("header-value");
        finding.ToString().ShouldNotContain("secret");
        finding.Message.ShouldContain("${A}");
    }

    [Theory]
    [InlineData("a b\\tc")]
    [InlineData("")]
    [InlineData("max-age=1; includeSubDomains")]
    public void OneLineOfAscii_IsSilent(string value) => RuleAssert.Silent("header-value", Reader.WithRoutes($"- {{ requestHeaders: {{ set: {{ X-A: \"{value}\" }} }}, pool: shop }}"));
}
