namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class RateLimitMemoryTests
{
    private const int Concurrencies = 60;
    private const int Rates = 256;

    private static string With(int count, string limit) => Reader.WithRoutes($"- {{ pool: shop, rateLimits: [{string.Join(", ", Enumerable.Repeat(limit, count))}] }}");

    [Theory]
    [InlineData(Concurrencies + 1, "{ concurrency: 5 }", "routes[0].rateLimits[60]")]
    [InlineData(Concurrencies + 9, "{ concurrency: 5 }", "routes[0].rateLimits[60]")]
    [InlineData(Rates + 1, "{ rate: 5/s, per: key }", "routes[0].rateLimits[256]")]
    public void MoreTablesThanASmallMachineHasRoomFor_IsOneWarning(int count, string limit, string path) =>
        RuleAssert.Fires("rate-limit-memory", With(count, limit), path, Severity.Warning);

    [Fact]
    public void LimitsOfManyRoutes_AreCountedTogether()
    {
        string[] routes = [.. Enumerable.Range(0, Concurrencies + 1).Select(route => $"- {{ match: {{ path: /{route} }}, pool: shop, rateLimits: [{{ concurrency: 5 }}] }}")];
        RuleAssert.Fires("rate-limit-memory", Reader.WithRoutes(string.Join('\n', routes)), "routes[60].rateLimits[0]", Severity.Warning).Message.ShouldContain("take 65 MiB of memory");
    }

    [Theory]
    [InlineData(Concurrencies, "{ concurrency: 5 }")]
    [InlineData(Rates, "{ rate: 5/s }")]
    [InlineData(1_000, "{ rate: 5/s, concurrency: 5, per: route }")]
    public void TablesThatFit_AreSilent(int count, string limit) => RuleAssert.Silent("rate-limit-memory", With(count, limit));
}
