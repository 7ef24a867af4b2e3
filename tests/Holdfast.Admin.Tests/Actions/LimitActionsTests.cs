using System.Net.Http;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

public sealed class LimitActionsTests : AdminTest
{
    private const string Path = "/api/pools/shop/servers/10.0.0.1:80/limit";

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Put_FixesTheLimit_AndIsRecorded()
    {
        Answer answer = await Put(Path, """{"limit": 40}""");
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("mode").GetString().ShouldBe("fixed");
        answer.Json.GetProperty("limit").GetInt32().ShouldBe(40);
        Gateway.Limits.ShouldBe([("shop", "10.0.0.1:80", 40, "api: anna")]);
        await EventsShouldContain("A change was asked for. method=PUT");
        await EventsShouldContain("by=anna");
    }

    [Fact]
    public async Task Delete_GivesTheLimitBack_AndIsRecorded()
    {
        Answer answer = await Send(HttpMethod.Delete, Path, change: Bearer(Operator.Secret));
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("mode").GetString().ShouldBe("auto");
        Gateway.Limits.ShouldBe([("shop", "10.0.0.1:80", null, "api: anna")]);
        await EventsShouldContain("method=DELETE");
    }

    [Theory]
    [InlineData("")]
    [InlineData("40")]
    [InlineData("{}")]
    [InlineData("""{"limit": 0}""")]
    [InlineData("""{"limit": -1}""")]
    [InlineData("""{"limit": 1048575}""")]
    [InlineData("""{"limit": 1.5}""")]
    [InlineData("""{"limit": "40"}""")]
    public async Task BodyThatIsNoLimit_IsRefused(string body)
    {
        Answer answer = await Put(Path, body);
        answer.ShouldBeProblem(400);
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("""{"limit": N}""");
        Gateway.Limits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OperatorOutcomeKind.NotFound, 404)]
    [InlineData(OperatorOutcomeKind.Conflict, 409)]
    public async Task RefusalOfTheGateway_IsTold(OperatorOutcomeKind kind, int status)
    {
        Gateway.LimitAnswer = new(kind, "There is no pool 'shop'.");
        Answer answer = await Put(Path, """{"limit": 40}""");
        answer.ShouldBeProblem(status);
        answer.Json.GetProperty("detail").GetString().ShouldBe("There is no pool 'shop'.");
    }

    [Fact]
    public async Task ReadersToken_MayNotChangeALimit()
    {
        (await Send(HttpMethod.Put, Path, """{"limit": 40}""", "application/json", Bearer(Reader.Secret))).ShouldBeProblem(403);
        (await Send(HttpMethod.Delete, Path, change: Bearer(Reader.Secret))).ShouldBeProblem(403);
        Gateway.Limits.ShouldBeEmpty();
    }

    [Fact]
    public async Task ServerWithASlashInItsName_IsFound()
    {
        await Put("/api/pools/my%20shop/servers/app.internal:80%2F10.0.0.1:80/limit", """{"limit": 1}""");
        Gateway.Limits.Single().Pool.ShouldBe("my shop");
        Gateway.Limits.Single().Server.ShouldBe("app.internal:80/10.0.0.1:80");
    }

    [Fact]
    public async Task OtherMethods_AreToldTheRightOnes()
    {
        Answer answer = await Send(HttpMethod.Get, Path, change: Bearer(Operator.Secret));
        answer.ShouldBeProblem(405);
        answer.Headers["Allow"].ShouldBe("PUT, DELETE");
    }

    private Task<Answer> Put(string path, string body) => Send(HttpMethod.Put, path, body, "application/json", Bearer(Operator.Secret));
}
