namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HeaderForbiddenTests
{
    [Theory]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("Upgrade")]
    [InlineData("TE")]
    public void FramingField_MayNeitherBeSetNorRemoved(string name)
    {
        RuleAssert.Fires("header-forbidden", Reader.WithRoutes($"- {{ requestHeaders: {{ set: {{ {name}: \"1\" }} }}, pool: shop }}"), $"routes[0].requestHeaders.set.{name}");
        RuleAssert.Fires("header-forbidden", Reader.WithRoutes($"- {{ responseHeaders: {{ remove: [{name}] }}, pool: shop }}"), "routes[0].responseHeaders.remove[0]");
    }

    [Fact]
    public void OtherFields_AreSilent() =>
        RuleAssert.Silent("header-forbidden", Reader.WithRoutes("- { match: { headers: { Upgrade: websocket } }, requestHeaders: { set: { X-Host: a }, remove: Cookie }, pool: shop }"));
}
