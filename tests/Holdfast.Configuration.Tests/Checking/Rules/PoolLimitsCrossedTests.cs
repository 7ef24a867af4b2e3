namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PoolLimitsCrossedTests
{
    private static string With(string limits) => Reader.WithPool($"servers: [\"a:1\"]\nlimits: {limits}");

    [Theory]
    [InlineData("{ minimum: 5, maximum: 4 }")]
    [InlineData("{ minimum: 5, connections: 4 }")]
    public void LeastAboveGreatest_IsFound(string limits) => RuleAssert.Fires("pool-limits-crossed", With(limits), "pools.shop.limits.minimum");

    [Theory]
    [InlineData("{ minimum: 4, maximum: 4, connections: 4 }")]
    [InlineData("{ minimum: 4 }")]
    [InlineData("{ maximum: 4 }")]
    public void Ordered_IsSilent(string limits) => RuleAssert.Silent("pool-limits-crossed", With(limits));
}
