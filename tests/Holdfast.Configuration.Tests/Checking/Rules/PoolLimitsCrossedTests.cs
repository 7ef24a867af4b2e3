namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PoolLimitsCrossedTests
{
    private static string With(string limits) => Reader.WithPool($"servers: [\"a:1\"]\nlimits: {limits}");

    [Theory]
    [InlineData("{ minimum: 5, maximum: 4 }")]
    [InlineData("{ minimum: 5, connections: 4 }")]
    public void LeastAboveGreatest_IsFound(string limits) => RuleAssert.Fires("pool-limits-crossed", With(limits), "pools.shop.limits.minimum");

    [Theory]
    [InlineData("{ sessions: 40, connections: 40 }")]
    [InlineData("{ sessions: 39, connections: 40 }")]
    [InlineData("{ sessions: 1, connections: 2 }")]
    public void SessionsLeaveNoConnectionForRequests_IsFound(string limits) => RuleAssert.Fires("pool-limits-crossed", With(limits), "pools.shop.limits.sessions");

    [Fact]
    public void SessionsAndLeastLimitAreWrong_BothAreFound() =>
        Reader.Read(With("{ minimum: 41, sessions: 40, connections: 40 }")).Findings.Where(finding => finding.Rule == "pool-limits-crossed").Select(finding => finding.Path)
            .ShouldBe(["pools.shop.limits.minimum", "pools.shop.limits.sessions"], ignoreOrder: true);

    [Theory]
    [InlineData("{ sessions: 38, connections: 40 }")]
    [InlineData("{ sessions: 40 }")]
    [InlineData("{ minimum: 4, maximum: 4, connections: 4 }")]
    [InlineData("{ minimum: 4 }")]
    [InlineData("{ maximum: 4 }")]
    public void Ordered_IsSilent(string limits) => RuleAssert.Silent("pool-limits-crossed", With(limits));
}
