using System.Net;
using System.Net.Http;
using System.Text.Json;
using Holdfast.Agent.Reports;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests.Actions;

public class AgentActionsTests : AdminTest
{
    private static readonly AdminToken Agent = AdminToken.Create();

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = [.. Tokens, new() { Name = "hosts", Hash = Agent.Hash, Role = TokenRole.Report }] };

    [Fact]
    public async Task Report_IsTakenAndListed()
    {
        Answer first = await Post(Agent.Secret, Report(null));
        first.Status.ShouldBe(HttpStatusCode.OK, first.Body);
        string seed = first.Json.GetProperty("seed").GetString().ShouldNotBeNull();
        (await Post(Agent.Secret, Report(seed))).Json.GetProperty("ports").GetArrayLength().ShouldBe(1);
        Answer list = await Get("/api/agents", Bearer(Reader.Secret));
        JsonElement host = list.Json.GetProperty("hosts")[0];
        host.GetProperty("host").GetString().ShouldBe("app-1");
        host.GetProperty("servers")[0].GetString().ShouldBe("shop/a");
        list.Body.ShouldNotContain("boot");
    }

    [Fact]
    public async Task TokenForReports_IsGoodForNothingElse()
    {
        (await Get("/api/state", Bearer(Agent.Secret))).ShouldBeProblem(403);
        (await Get("/metrics", Bearer(Agent.Secret))).ShouldBeProblem(403);
        (await PostYaml("/api/drain", "", Bearer(Agent.Secret))).ShouldBeProblem(403);
        Gateway.IsDraining.ShouldBeFalse();
    }

    [Fact]
    public async Task OtherTokens_ReportByTheirRole()
    {
        (await Post(Reader.Secret, Report(null))).ShouldBeProblem(403);
        (await Post(Operator.Secret, Report(null))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"host\":\"\"}")]
    [InlineData("{\"host\":\"x\",\"levels\":{\"cpuUsed\":\"much\"}}")]
    public async Task WhatIsNoReport_IsRefused(string body) => (await Post(Agent.Secret, body)).ShouldBeProblem(400);

    [Fact]
    public async Task ReportOfAnySize_IsNotRead()
    {
        string body = JsonSerializer.Serialize(new { host = "app-1", notSeen = new[] { new string('x', AgentReport.MaximumBytes) } });
        (await Post(Agent.Secret, body)).ShouldBeProblem(413);
    }

    [Fact]
    public async Task Reports_AreNotChanges()
    {
        await Post(Agent.Secret, Report(null));
        EventText.ShouldNotContain("A change was asked for");
    }

    private static string Report(string? seed) =>
        JsonSerializer.Serialize(new AgentReport { Host = "app-1", Seed = seed, Boot = "boot", Addresses = ["10.0.0.1"] }, AgentJson.Default.AgentReport);

    private Task<Answer> Post(string secret, string body) => Send(HttpMethod.Post, "/api/agents/report", body, "application/json", Bearer(secret));
}
