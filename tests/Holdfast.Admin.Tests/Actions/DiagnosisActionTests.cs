using System.Net.Http;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

public sealed class DiagnosisActionTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Fact]
    public async Task WithoutTime_IsNow()
    {
        Answer answer = await Get("/api/diagnosis");
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("state").GetString().ShouldBe("normal");
        Gateway.AskedWhy.ShouldBe([null]);
    }

    [Fact]
    public async Task PastTime_IsAskedForAsUnixSeconds()
    {
        await Get("/api/diagnosis?at=1900000123");
        Gateway.AskedWhy.ShouldBe([1_900_000_123]);
    }

    [Theory]
    [InlineData("at=yesterday")]
    [InlineData("when=now")]
    public async Task WhatIsNotUnderstood_IsRefused(string query) => ((int)(await Get($"/api/diagnosis?{query}")).Status).ShouldBe(400);

    private Task<Answer> Get(string path) => Send(HttpMethod.Get, path, change: Bearer(Reader.Secret));
}
