namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class MethodNameTests
{
    [Theory]
    [InlineData("get", "Write GET.")]
    [InlineData("\"*\"", "Leave method out")]
    [InlineData("CONNECT", "Remove it")]
    [InlineData("\"GET, HEAD\"", "[GET, HEAD]")]
    public void WrongMethod_IsFoundWithWhatToWrite(string method, string remedy) =>
        RuleAssert.Fires("method-name", Reader.WithRoutes($"- {{ match: {{ method: [PUT, {method}] }}, pool: shop }}"), "routes[0].match.method[1]").Remedy.ShouldContain(remedy);

    [Fact]
    public void SingleWrongMethod_IsFoundAtItsPlace() =>
        RuleAssert.Fires("method-name", Reader.WithRoutes("- { match: { method: post }, pool: shop }"), "routes[0].match.method[0]").Column.ShouldBe(24);

    [Theory]
    [InlineData("GET")]
    [InlineData("[GET, HEAD]")]
    [InlineData("PROPFIND")]
    [InlineData("brew")]
    public void RightMethod_IsSilent(string method) => RuleAssert.Silent("method-name", Reader.WithRoutes($"- {{ match: {{ method: {method} }}, pool: shop }}"));
}
