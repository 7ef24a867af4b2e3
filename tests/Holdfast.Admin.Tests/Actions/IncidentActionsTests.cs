using System.Net.Http;
using Holdfast.Configuration;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Admin.Tests;

/// <summary>Incidents by the API, with a store in memory.</summary>
public sealed class IncidentActionsTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task LatestOfWhatWrites_IsTheIncident_AndNotTheSuspicionBesideIt()
    {
        Gateway.Incidents.Open("customers cannot pay", "shop", null, null, "anna");
        Suspicion();
        foreach ((string path, string body) in new[] { ("notes", """{"text": "the queue is long"}"""), ("acknowledge", "{}"), ("severity", """{"severity": "sev2"}"""), ("roles", """{"role": "scribe", "person": "ben"}"""), ("resolve", "{}") })
        {
            Answer answer = await Send(HttpMethod.Post, $"/api/incidents/latest/{path}", body, "application/json", Bearer(Operator.Secret));
            (answer.Json.GetProperty("id").GetInt32(), answer.Json.GetProperty("title").GetString()).ShouldBe((1, "customers cannot pay"), path);
        }

        (await Get("/api/incidents/latest", Bearer(Reader.Secret))).Json.GetProperty("id").GetInt32().ShouldBe(2, "who only looks sees the newest");
    }

    [Fact]
    public async Task SuspicionAlone_IsTheLatestOfAll()
    {
        Suspicion();
        (await Send(HttpMethod.Post, "/api/incidents/latest/notes", """{"text": "x"}""", "application/json", Bearer(Operator.Secret))).Json.GetProperty("id").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task NoteOfLastYear_IsRefusedWithTheTimesThatMayBe()
    {
        Gateway.Incidents.Open("customers cannot pay", "shop", null, null, "anna");
        Answer refused = await Send(HttpMethod.Post, "/api/incidents/1/notes", """{"text": "x", "happenedAt": "2020-01-01T00:00:00Z"}""", "application/json", Bearer(Operator.Secret));
        refused.ShouldBeProblem(400);
        refused.Body.ShouldContain("60 minutes before it began");
    }

    [Fact]
    public async Task IncidentThatLasts_IsNotClosed_AndTheAnswerSaysWhatIsLeft()
    {
        Gateway.Postmortems = new PostmortemDesk(Gateway.Incidents, static () => new EscalationConfig(), null, static _ => []);
        Gateway.Incidents.Open("customers cannot pay", "shop", null, null, "anna");
        Answer refused = await Close();
        refused.ShouldBeProblem(409);
        refused.Body.ShouldContain("Incident 1 is confirmed: it is closed when it is resolved");
        Gateway.Incidents.Resolve(1, null, "anna");
        (await Close()).Json.GetProperty("closedBecause").GetString().ShouldBe("a test of the pager");
    }

    [Fact]
    public async Task GatewayWithoutPostmortems_ClosesNothing()
    {
        Gateway.Incidents.Open("customers cannot pay", "shop", null, null, "anna");
        Answer refused = await Close();
        refused.ShouldBeProblem(409);
        refused.Body.ShouldContain("keeps no postmortems");
    }

    private Task<Answer> Close() => Send(HttpMethod.Post, "/api/incidents/1/close", """{"text": "a test of the pager"}""", "application/json", Bearer(Operator.Secret));

    private void Suspicion() => Gateway.Incidents.Book.Open(new NewEntry(EntryKind.Opened, DateTimeOffset.UtcNow, "detection", "something is unusual")
    {
        Data = new() { ["title"] = "shop: 300 requests/s are offered", ["pool"] = "shop" }, Sources = ["diagnosis@1"],
    });
}
