namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PoolUnusedTests
{
    private static string With(string routes) =>
        $"listeners: [{{ address: \"127.0.0.1:8080\" }}]\nroutes: {routes}\npools:\n  shop: {{ servers: [\"a:1\"] }}\n  spare: {{ servers: [\"b:1\"] }}";

    [Fact]
    public void PoolWithoutRoute_IsAWarning() =>
        RuleAssert.Fires("pool-unused", With("[{ pool: shop }]"), "pools.spare", Severity.Warning).Line.ShouldBe(5);

    [Fact]
    public void UnreadableRoutes_SayNothingAboutPools() =>
        Reader.Single(With("[{ pool: shop }, { match: { path: /a }, pol: spare, pool: shop }]")).Message.ShouldContain("unknown key");

    [Fact]
    public void PoolWithRoute_IsSilent() => RuleAssert.Silent("pool-unused", With("[{ pool: shop }, { pool: spare, match: { path: /a } }]"));
}
