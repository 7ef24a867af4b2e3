namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class StripPrefixTests
{
    private static string Route(string prefix, string match) => Reader.WithRoutes($"- {{ {match} stripPrefix: \"{prefix}\", pool: shop }}");

    [Theory]
    [InlineData("/api", "")]
    [InlineData("/api", "match: { path: /* },")]
    [InlineData("/api", "match: { path: /api* },")]
    [InlineData("/api", "match: { path: /apiary/* },")]
    [InlineData("/api/v1", "match: { path: /api/* },")]
    [InlineData("/api/", "match: { path: /api/* },")]
    [InlineData("api", "match: { path: /api/* },")]
    [InlineData("/", "match: { path: /* },")]
    [InlineData("/a*", "match: { path: /api/* },")]
    [InlineData("/a b", "match: { path: /api/* },")]
    public void PrefixThatTheMatchDoesNotGuarantee_IsFound(string prefix, string match) =>
        RuleAssert.Fires("strip-prefix", Route(prefix, match), "routes[0].stripPrefix");

    [Theory]
    [InlineData("/api", "match: { path: /api/* },")]
    [InlineData("/api", "match: { path: /api },")]
    [InlineData("/api", "match: { path: /api/v1/* },")]
    [InlineData("/api", "match: { path: /api/**.png },")]
    public void GuaranteedPrefix_IsSilent(string prefix, string match) => RuleAssert.Silent("strip-prefix", Route(prefix, match));
}
