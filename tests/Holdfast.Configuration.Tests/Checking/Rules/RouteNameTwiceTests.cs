namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class RouteNameTwiceTests
{
    [Fact]
    public void SameName_IsFoundAtTheLater() =>
        RuleAssert.Fires("route-name-twice", Reader.WithRoutes("- { name: a, match: { path: /a }, pool: shop }\n- { name: a, pool: shop }"), "routes[1].name").Message.ShouldContain("line 3");

    [Fact]
    public void OtherNameOrNone_IsSilent() =>
        RuleAssert.Silent("route-name-twice", Reader.WithRoutes("- { name: a, match: { path: /a }, pool: shop }\n- { match: { path: /b }, pool: shop }\n- { pool: shop, name: A }"));
}
