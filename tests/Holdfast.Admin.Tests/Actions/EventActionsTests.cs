using System.Net.Http;
using Holdfast.Configuration;
using Holdfast.Telemetry.Series;

namespace Holdfast.Admin.Tests;

public sealed class EventActionsTests : AdminTest
{
    private const string Path = "/api/events";

    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task Announced_IsKeptWithWhoSaidSo()
    {
        Answer answer = await Announce("""{"what": "version 7 of the shop", "subject": "pool:shop", "before": "6", "after": "7"}""");
        ((int)answer.Status).ShouldBe(201);
        ChangeEvent kept = Gateway.Changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldHaveSingleItem();
        (kept.Kind, kept.Subject, kept.What, kept.Source, kept.Before, kept.After).ShouldBe((ChangeKind.Deployment, "pool:shop", "version 7 of the shop", "api: anna", "6", "7"));

        Answer list = await Send(HttpMethod.Get, Path + "?kind=deployment&from=-1h", change: Bearer(Reader.Secret));
        list.Json.GetProperty("events")[0].GetProperty("kind").GetString().ShouldBe("deployment");
        (await Send(HttpMethod.Get, Path + "?kind=health", change: Bearer(Reader.Secret))).Json.GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task AnnouncedLate_HappenedWhenItSaysSo()
    {
        DateTimeOffset at = Gateway.Changes.Now.AddMinutes(-10);
        await Announce($$"""{"what": "x", "happenedAt": "{{at:O}}"}""");
        Gateway.Changes.Between(at, at).ShouldHaveSingleItem().RecordedAt.ShouldBe(Gateway.Changes.Now);
    }

    [Theory]
    [InlineData("", "The body must be")]
    [InlineData("[]", "The body must be")]
    [InlineData("""{"what": " "}""", "The body must be")]
    [InlineData("""{"what": "x", "kind": "clock"}""", "cannot be announced")]
    [InlineData("""{"what": "x", "subject": "shop"}""", "not a subject")]
    [InlineData("""{"what": "x\u0007"}""", "control characters")]
    [InlineData("""{"what": "x", "happenedAt": "2020-01-01T00:00:00Z"}""", "within the last day")]
    public async Task WhatCannotBeTaken_IsRefusedWithAReason(string body, string expected)
    {
        Answer answer = await Announce(body);
        answer.ShouldBeProblem(400);
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(expected);
        Gateway.Changes.After(0).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task TooLongAndTooMany_AreRefused_WheneverTheyAreSaidToHaveHappened(int hoursAgo)
    {
        (await Announce($$"""{"what": "{{new string('x', 501)}}"}""")).ShouldBeProblem(400);
        string body = $$"""{"what": "x", "happenedAt": "{{Gateway.Changes.Now.AddHours(-hoursAgo):O}}"}""";
        for (int count = 0; count < 60; count++)
        {
            ((int)(await Announce(body)).Status).ShouldBe(201);
        }

        (await Announce(body)).ShouldBeProblem(429);
    }

    [Fact]
    public async Task WhoMayOnlyRead_AnnouncesNothing() =>
        (await Send(HttpMethod.Post, Path, """{"what": "x"}""", "application/json", Bearer(Reader.Secret))).ShouldBeProblem(403);

    private Task<Answer> Announce(string body) => Send(HttpMethod.Post, Path, body, "application/json", Bearer(Operator.Secret));
}
