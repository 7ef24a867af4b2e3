namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class RateLimitEmptyTests
{
    private static string With(string limits) => Reader.WithRoutes($"- {{ pool: shop, rateLimits: {limits} }}");

    [Theory]
    [InlineData("[{ per: client }]", "routes[0].rateLimits[0]")]
    [InlineData("[{ rate: 5/s }, { dryRun: true }]", "routes[0].rateLimits[1]")]
    public void LimitThatBoundsNothing_IsFound(string limits, string path) => RuleAssert.Fires("rate-limit-empty", With(limits), path);

    [Fact]
    public void BurstWithoutRate_IsAWarning() =>
        RuleAssert.Fires("rate-limit-empty", With("[{ concurrency: 5, burst: 3 }]"), "routes[0].rateLimits[0].burst", Severity.Warning);

    [Theory]
    [InlineData("[]")]
    [InlineData("[{ rate: 100/s, burst: 200, per: client }]")]
    [InlineData("[{ concurrency: 5 }, { rate: 10/m, per: 'header:X-Customer', dryRun: true }]")]
    public void LimitsThatBound_AreSilent(string limits) => RuleAssert.Silent("rate-limit-empty", With(limits));

    [Fact]
    public void MisspeltRate_IsOneFindingOnly() => Reader.Single(With("[{ rate: 5 }]")).Path.ShouldBe("routes[0].rateLimits[0].rate");
}
