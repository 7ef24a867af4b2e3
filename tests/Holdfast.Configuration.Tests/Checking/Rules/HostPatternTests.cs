namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HostPatternTests
{
    [Theory]
    [InlineData("*", "Leave host out")]
    [InlineData("shop.example.com:8080", "Leave the port out")]
    [InlineData("http://shop.example.com", "name alone")]
    [InlineData("shop.*.com", "*.example.com")]
    [InlineData("*shop.com", "*.example.com")]
    [InlineData("shop example", "Write a name")]
    [InlineData("shop..com", "Write a name")]
    [InlineData("10.0.0.300", "Write a name")]
    public void WrongHost_IsFoundWithWhatToWrite(string host, string remedy) =>
        RuleAssert.Fires("host-pattern", Reader.WithRoutes($"- {{ match: {{ host: \"{host}\" }}, pool: shop }}"), "routes[0].match.host").Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData("shop.example.com")]
    [InlineData("*.example.com")]
    [InlineData("localhost")]
    [InlineData("10.0.0.3")]
    [InlineData("[::1]")]
    [InlineData("my_service")]
    public void RightHost_IsSilent(string host) => RuleAssert.Silent("host-pattern", Reader.WithRoutes($"- {{ match: {{ host: \"{host}\" }}, pool: shop }}"));
}
