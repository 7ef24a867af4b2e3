namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("checkout", "first /")]
    [InlineData("*", "\"/*\"")]
    [InlineData("/a?b=c", "query")]
    [InlineData("/a#b", "query")]
    [InlineData("/a b", "percent-encoded")]
    [InlineData("/ä", "percent-encoded")]
    [InlineData("/a\\\\b", "percent-encoded")]
    [InlineData("/a***b", "** across")]
    public void WrongPath_IsFoundWithWhatToWrite(string path, string remedy) =>
        RuleAssert.Fires("path-pattern", Reader.WithRoutes($"- {{ match: {{ path: \"{path}\" }}, pool: shop }}"), "routes[0].match.path").Remedy.ShouldContain(remedy);

    [Theory]
    [InlineData("/")]
    [InlineData("/*")]
    [InlineData("/a/*/b")]
    [InlineData("/img/**.png")]
    [InlineData("/a%20b")]
    public void RightPath_IsSilent(string path) => RuleAssert.Silent("path-pattern", Reader.WithRoutes($"- {{ match: {{ path: \"{path}\" }}, pool: shop }}"));
}
