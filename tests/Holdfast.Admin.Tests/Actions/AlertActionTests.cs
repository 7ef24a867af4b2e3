using System.Net;
using System.Net.Http;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

/// <summary>Alertmanager as a client.</summary>
public sealed class AlertActionTests : AdminTest
{
    private const string Body = """{"version": "4", "groupKey": "k", "status": "firing", "alerts": [{"status": "firing", "labels": {"alertname": "DatabaseSlow"}, "fingerprint": "f"}]}""";

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Alert_OpensAnIncident()
    {
        Answer answer = await Post(Body, Operator.Secret);
        ((int)answer.Status, answer.Json.GetProperty("incident").GetInt64(), answer.Json.GetProperty("firing").GetInt32()).ShouldBe((200, 1L, 1));
        (await Get("/api/incidents/1", Bearer(Reader.Secret))).Json.GetProperty("openedBy").GetString().ShouldBe("alert");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version": "4"}""")]
    public async Task WhatIsNone_Is400(string body) => (await Post(body, Operator.Secret)).ShouldBeProblem(400);

    [Fact]
    public async Task ReaderAndStranger_AreRefused()
    {
        (await Post(Body, Reader.Secret)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Send(HttpMethod.Post, "/api/alerts", Body, "application/json")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Send(HttpMethod.Post, "/api/alerts", Body, "text/plain", Bearer(Operator.Secret))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    private Task<Answer> Post(string body, string secret) => Send(HttpMethod.Post, "/api/alerts", body, "application/json", Bearer(secret));
}
