namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class MaximumShareAloneTests
{
    [Fact]
    public void OnlyRouteOfItsPool_IsAWarning() =>
        RuleAssert.Fires("maximum-share-alone", Reader.WithRoutes("- { pool: shop, maximumShare: 30% }"), "routes[0].maximumShare", Severity.Warning);

    [Fact]
    public void RouteBesideAnother_IsSilent() =>
        RuleAssert.Silent("maximum-share-alone", Reader.WithRoutes("- { match: { path: /reports }, pool: shop, maximumShare: 30% }\n- { pool: shop }"));

    [Fact]
    public void RouteWithoutAShare_IsSilent() => RuleAssert.Silent("maximum-share-alone", Reader.WithRoutes("- { pool: shop }"));
}
