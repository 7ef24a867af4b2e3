namespace Holdfast.Configuration.Tests.Reading;

public sealed class ClientKeyKindTests
{
    private static string With(string per) => Reader.WithRoutes($"- {{ pool: shop, rateLimits: [{{ rate: 5/s, per: \"{per}\" }}] }}");

    [Theory]
    [InlineData("client", ClientKeySource.Client, "")]
    [InlineData("network", ClientKeySource.Network, "")]
    [InlineData("key", ClientKeySource.Key, "")]
    [InlineData("route", ClientKeySource.Route, "")]
    [InlineData("header:X-Customer", ClientKeySource.Header, "X-Customer")]
    [InlineData("cookie:session", ClientKeySource.Cookie, "session")]
    public void EachWay_IsRead(string per, ClientKeySource source, string name) =>
        Reader.Accept(With(per)).Routes[0].RateLimits[0].Per.ShouldBe(new ClientKey(source, name));

    [Theory]
    [InlineData("header", "is not known here")]
    [InlineData("address", "is not known here")]
    [InlineData("header:", "has no name")]
    [InlineData("cookie:a b", "has no name")]
    public void OtherTexts_AreFoundWithWhatIsWrong(string per, string problem) => Reader.Single(With(per)).Message.ShouldContain(problem);

    [Fact]
    public void ConfigurationWrittenAnew_HasTheSameLimits()
    {
        GatewayConfig config = Reader.Accept(With("header:X-Customer"));
        Reader.Read(ConfigWriter.Write(config)).Config!.Routes[0].RateLimits.ShouldBe(config.Routes[0].RateLimits);
    }
}
