namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class MaximumSharesOfAllTests
{
    private const string Rule = "maximum-shares-of-all";

    [Fact]
    public void AllRoutesHaveShares_AndTogetherLessThanAll_IsAWarning() =>
        RuleAssert.Fires(Rule, Reader.WithRoutes("- { match: { path: /reports }, pool: shop, maximumShare: 30% }\n- { pool: shop, maximumShare: 30% }"), "routes[0].maximumShare", Severity.Warning);

    [Fact]
    public void TogetherAll_IsSilent() =>
        RuleAssert.Silent(Rule, Reader.WithRoutes("- { match: { path: /reports }, pool: shop, maximumShare: 30% }\n- { pool: shop, maximumShare: 70% }"));

    [Fact]
    public void OneRouteHasNone_IsSilent() =>
        RuleAssert.Silent(Rule, Reader.WithRoutes("- { match: { path: /reports }, pool: shop, maximumShare: 30% }\n- { match: { path: /exports }, pool: shop, maximumShare: 30% }\n- { pool: shop }"));

    /// <summary>Of that another rule tells.</summary>
    [Fact]
    public void OnlyRoute_IsSilent() => RuleAssert.Silent(Rule, Reader.WithRoutes("- { pool: shop, maximumShare: 30% }"));
}
