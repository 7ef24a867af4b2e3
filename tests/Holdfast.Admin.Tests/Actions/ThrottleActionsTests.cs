using System.Net.Http;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

public sealed class ThrottleActionsTests : AdminTest
{
    private const string Path = "/api/throttles/10.0.0.9";

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Put_BoundsTheClient_ForTenMinutesWithoutAWord()
    {
        Answer answer = await Put(Path, """{"rate": "5/s"}""");
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("remainingSeconds").GetDouble().ShouldBe(600);
        answer.Json.GetProperty("rate").GetString().ShouldBe("5/s");
        Gateway.Throttled.ShouldBe([(new ThrottleOrder("10.0.0.9", new RequestRate(5, TimeSpan.FromSeconds(1)), null, TimeSpan.FromMinutes(10), false), "api: anna")]);
    }

    [Fact]
    public async Task RouteTimeAndDryRun_AreTaken_AndDeleteNeedsTheSameRoute()
    {
        await Put("/api/throttles/X-User%3Da%2Fb?route=%2Fexport%2F*", """{"rate": "100/m", "for": "1h", "dryRun": true}""");
        Gateway.Throttled.ShouldBe([(new ThrottleOrder("X-User=a/b", new RequestRate(100, TimeSpan.FromMinutes(1)), "/export/*", TimeSpan.FromHours(1), true), "api: anna")]);
        (await Delete("/api/throttles/X-User%3Da%2Fb")).ShouldBeProblem(404);
        Answer ended = await Delete("/api/throttles/X-User%3Da%2Fb?route=%2Fexport%2F*");
        ((int)ended.Status).ShouldBe(200);
        ended.Json.GetProperty("refused").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("", "The body must be")]
    [InlineData("{}", "The body must be")]
    [InlineData("""{"rate": 5}""", "The body must be")]
    [InlineData("""{"rate": "fast"}""", "rate is not a rate")]
    [InlineData("""{"rate": "0/s"}""", "rate is out of range")]
    [InlineData("""{"rate": "5/s", "for": "10"}""", "for is a duration without a unit")]
    [InlineData("""{"rate": "5/s", "for": "0"}""", "for must be from 1s to 1d")]
    [InlineData("""{"rate": "5/s", "for": "25h"}""", "for must be from 1s to 1d")]
    public async Task BodyThatIsNoBound_IsRefused(string body, string detail)
    {
        Answer answer = await Put(Path, body);
        answer.ShouldBeProblem(400);
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith(detail);
        Gateway.Throttled.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoMayOnlyRead_MayNotBound()
    {
        Answer answer = await Send(HttpMethod.Put, Path, """{"rate": "5/s"}""", "application/json", Bearer(Reader.Secret));
        ((int)answer.Status).ShouldBe(403);
        Gateway.Throttled.ShouldBeEmpty();
    }

    private Task<Answer> Put(string path, string body) => Send(HttpMethod.Put, path, body, "application/json", Bearer(Operator.Secret));

    private Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, change: Bearer(Operator.Secret));
}
