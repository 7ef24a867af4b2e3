using System.Net;
using System.Net.Http;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

/// <summary>Tasks by the API, with a store in memory.</summary>
public sealed class TaskActionsTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Task_IsAdded_Changed_Listed_AndClosedByItsDrill()
    {
        Answer added = await Post("/api/tasks", """{"text": "raise the limit", "type": "prevent", "due": "2099-01-01", "drill": "dead-host"}""");
        ((int)added.Status, added.Json.GetProperty("id").GetString(), added.Json.GetProperty("owner").GetString()).ShouldBe((201, "T1", "anna"));
        (await Post("/api/tasks/T1/assign", """{"owner": "ben"}""")).Json.GetProperty("owner").GetString().ShouldBe("ben");
        (await Post("/api/tasks/T1/link", """{"link": "OPS-142"}""")).Json.GetProperty("links")[0].GetString().ShouldBe("OPS-142");

        Answer refused = await Post("/api/tasks/T1/close", "{}");
        refused.ShouldBeProblem(409);
        refused.Body.ShouldContain("holdfast drill run dead-host");

        Gateway.Drill("dead-host");
        (await Post("/api/tasks/T1/close", "{}")).Json.GetProperty("proof").GetString().ShouldBe("drill:1");
        (await Get("/api/tasks", Bearer(Reader.Secret))).Json.GetProperty("tasks").GetArrayLength().ShouldBe(0);
        Answer all = await Get("/api/tasks?state=all&owner=BEN", Bearer(Reader.Secret));
        all.Json.GetProperty("tasks")[0].GetProperty("state").GetString().ShouldBe("closed");
        (await Get("/api/tasks/T1", Bearer(Reader.Secret))).Json.GetProperty("history").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task WrongWishes_AreProblems()
    {
        (await Post("/api/tasks", "[]")).ShouldBeProblem(400);
        (await Post("/api/tasks", "{}")).ShouldBeProblem(400);
        (await Post("/api/tasks/T1/close", "{}")).ShouldBeProblem(404);
        (await Post("/api/tasks/T1/burn", "{}")).ShouldBeProblem(404);
        (await Get("/api/tasks/T1", Bearer(Reader.Secret))).ShouldBeProblem(404);
        (await Get("/api/tasks?state=lost", Bearer(Reader.Secret))).ShouldBeProblem(400);
    }

    [Fact]
    public async Task Reader_ChangesNothing() =>
        (await Send(HttpMethod.Post, "/api/tasks", """{"text": "x", "type": "prevent"}""", "application/json", Bearer(Reader.Secret))).Status.ShouldBe(HttpStatusCode.Forbidden);

    private Task<Answer> Post(string path, string body) => Send(HttpMethod.Post, path, body, "application/json", Bearer(Operator.Secret));
}
