namespace Holdfast.Configuration.Tests.Reading;

public sealed class RateKindTests
{
    private static string With(string limit) => Reader.WithRoutes($"- {{ pool: shop, rateLimits: [{limit}] }}");

    [Theory]
    [InlineData("100/s", 100, 100)]
    [InlineData("0.5/s", 0.5, 1)]
    [InlineData("90/m", 1.5, 2)]
    [InlineData("3600/h", 1, 1)]
    [InlineData("1/d", 1.0 / 86_400, 1)]
    public void RateWithAUnit_IsRead(string text, double perSecond, int burst)
    {
        RequestRate rate = Limit($"{{ rate: {text} }}").Rate.ShouldNotBeNull();
        rate.PerSecond.ShouldBe(perSecond, 1e-9);
        rate.DefaultBurst.ShouldBe(burst);
    }

    [Theory]
    [InlineData("100", "says nothing of the time")]
    [InlineData("100/x", "is not a rate")]
    [InlineData("fast", "is not a rate")]
    [InlineData("-5/s", "is not a rate")]
    [InlineData("0/s", "is out of range")]
    [InlineData("100000000/s", "is out of range")]
    public void OtherTexts_AreFoundWithWhatIsWrong(string text, string problem) =>
        Reader.Single(With($"{{ rate: \"{text}\" }}")).Message.ShouldContain(problem);

    private static RateLimitConfig Limit(string limit) => Reader.Accept(With(limit)).Routes[0].RateLimits[0];
}
