using System.Net.Http;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

public sealed class ServerDrainActionsTests : AdminTest
{
    private const string Path = "/api/pools/shop/servers/10.0.0.1:80/drain";

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Put_DrainsTheServer_AndDeleteGivesItWorkAgain()
    {
        Answer answer = await Put(Path, "{}");
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("state").GetString().ShouldBe("draining");
        answer = await Send(HttpMethod.Delete, Path, change: Bearer(Operator.Secret));
        answer.Json.GetProperty("state").GetString().ShouldBe("serving");
        Gateway.Drained.ShouldBe([("shop", "10.0.0.1:80", true, "api: anna"), ("shop", "10.0.0.1:80", false, "api: anna")]);
        await EventsShouldContain("A change was asked for. method=PUT");
    }

    [Theory]
    [InlineData(OperatorOutcomeKind.NotFound, 404)]
    [InlineData(OperatorOutcomeKind.Conflict, 409)]
    public async Task RefusalOfTheGateway_IsTold(OperatorOutcomeKind kind, int status)
    {
        Gateway.LimitAnswer = new(kind, "No other server takes requests now.");
        Answer answer = await Put(Path, "{}");
        answer.ShouldBeProblem(status);
        answer.Json.GetProperty("detail").GetString().ShouldBe("No other server takes requests now.");
    }

    [Fact]
    public async Task WhoMayOnlyRead_MayNotDrain()
    {
        Answer answer = await Send(HttpMethod.Delete, Path, change: Bearer(Reader.Secret));
        ((int)answer.Status).ShouldBe(403);
        Gateway.Drained.ShouldBeEmpty();
    }

    private Task<Answer> Put(string path, string body) => Send(HttpMethod.Put, path, body, "application/json", Bearer(Operator.Secret));
}
