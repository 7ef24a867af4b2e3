namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class StickyCookieTests
{
    private static string With(string cookie) => Reader.WithPool($"servers: [\"a:1\"]\nsticky: {{ cookie: \"{cookie}\" }}");

    [Theory]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("a;b")]
    [InlineData("__Host-a")]
    public void NameThatBrowsersRefuse_IsFound(string cookie) => RuleAssert.Fires("sticky-cookie", With(cookie), "pools.shop.sticky.cookie");

    [Theory]
    [InlineData("holdfast")]
    [InlineData("SERVER_ID")]
    public void Token_IsSilent(string cookie) => RuleAssert.Silent("sticky-cookie", With(cookie));
}
