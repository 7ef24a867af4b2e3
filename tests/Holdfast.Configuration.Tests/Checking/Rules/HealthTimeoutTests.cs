namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HealthTimeoutTests
{
    private static string With(string health) => Reader.WithPool($"servers: [\"a:1\"]\nhealth: {health}");

    [Theory]
    [InlineData("{ interval: 1s, timeout: 1s }")]
    [InlineData("{ interval: 1s, timeout: 2s }")]
    [InlineData("{ timeout: 6s }")]
    public void TimeoutNotShorterThanInterval_IsFound(string health) => RuleAssert.Fires("health-timeout", With(health), "pools.shop.health.timeout");

    [Theory]
    [InlineData("{ interval: 1s, timeout: 900ms }")]
    [InlineData("{ interval: 3s }")]
    public void ShorterTimeout_IsSilent(string health) => RuleAssert.Silent("health-timeout", With(health));

    [Fact]
    public void ShortIntervalAlone_BringsItsTimeout() => Reader.Accept(With("{ interval: 1s }")).Pools["shop"].Health!.Timeout.ShouldBe(TimeSpan.FromMilliseconds(800));
}
