namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class RouteNeverReachedTests
{
    private const string Rule = "route-never-reached";

    [Theory]
    [InlineData("{ path: /a }", "{ path: /a }")]
    [InlineData("{ path: /* }", "{}")]
    [InlineData("{ host: Shop.example.com }", "{ host: shop.EXAMPLE.com }")]
    [InlineData("{ method: [GET, HEAD] }", "{ method: [HEAD, GET] }")]
    [InlineData("{ path: /a, method: [GET, HEAD] }", "{ path: /a, method: GET }")]
    [InlineData("{ headers: { X-A: \"1\", X-B: \"2\" } }", "{ headers: { x-b: \"2\", x-a: \"1\" } }")]
    public void SameMatch_IsFoundAtTheLater(string first, string second) =>
        RuleAssert.Fires(Rule, Reader.WithRoutes($"- {{ match: {first}, pool: shop }}\n- {{ match: {second}, pool: shop }}"), "routes[1].match").Message.ShouldContain("line 3");

    [Fact]
    public void SecondRouteWithoutMatch_IsFound() =>
        RuleAssert.Fires(Rule, Reader.WithRoutes("- pool: shop\n- pool: shop"), "routes[1].match").Message.ShouldContain("every request");

    [Theory]
    [InlineData("{ path: /a }", "{ path: /a/* }")]
    [InlineData("{}", "{ path: /a }")]
    [InlineData("{ path: /a }", "{ path: /A }")]
    [InlineData("{ path: /a, method: GET }", "{ path: /a, method: [GET, HEAD] }")]
    [InlineData("{ path: /a, method: GET }", "{ path: /a }")]
    [InlineData("{ headers: { X-A: \"1\" } }", "{ headers: { X-A: \"2\" } }")]
    [InlineData("{ host: a.example }", "{ host: b.example }")]
    public void OtherMatch_IsSilent(string first, string second) =>
        RuleAssert.Silent(Rule, Reader.WithRoutes($"- {{ match: {first}, pool: shop }}\n- {{ match: {second}, pool: shop }}"));

    [Fact]
    public void UnreadableMatch_IsOneFindingOnly() =>
        Reader.Single(Reader.WithRoutes("- pool: shop\n- { match: { pth: /a }, pool: shop }")).Remedy.ShouldBe("Did you mean \"path\"?");
}
