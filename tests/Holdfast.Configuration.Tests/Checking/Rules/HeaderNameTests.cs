namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HeaderNameTests
{
    [Theory]
    [InlineData("match: { headers: { \"X A\": \"1\" } }", "routes[0].match.headers[\"X A\"]")]
    [InlineData("requestHeaders: { set: { \"X:A\": \"1\" } }", "routes[0].requestHeaders.set[\"X:A\"]")]
    [InlineData("responseHeaders: { set: { \"\": \"1\" } }", "routes[0].responseHeaders.set[\"\"]")]
    [InlineData("responseHeaders: { remove: [A, \"B(\"] }", "routes[0].responseHeaders.remove[1]")]
    public void NameThatIsNoToken_IsFound(string keys, string path) =>
        RuleAssert.Fires("header-name", Reader.WithRoutes($"- {{ {keys}, pool: shop }}"), path);

    [Fact]
    public void Tokens_AreSilent() =>
        RuleAssert.Silent("header-name", Reader.WithRoutes("- { match: { headers: { X-A: \"1\" } }, requestHeaders: { set: { x_b!: \"1\" }, remove: Server }, pool: shop }"));
}
