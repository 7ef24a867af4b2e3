using System.Diagnostics;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

/// <summary>Gatekeeper and TokenTable, over real HTTP.</summary>
public sealed class TokensTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", Tokens = Tokens };

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    [InlineData("/api/state")]
    [InlineData("/nothing")]
    public async Task WithoutToken_EverythingIsRefused_AndNothingIsSaidAboutWhatExists(string path)
    {
        Answer answer = await Get(path);
        answer.ShouldBeProblem(401);
        answer.Headers["WWW-Authenticate"].ShouldBe("Bearer");
    }

    [Fact]
    public async Task ReaderMayRead_ButNotChange()
    {
        Answer read = await Get("/api/state", Bearer(Reader.Secret));
        ((int)read.Status).ShouldBe(200);
        read.Headers.ShouldNotContainKey("WWW-Authenticate");
        Answer change = await PostYaml("/api/config", "a: 1", Bearer(Reader.Secret));
        change.ShouldBeProblem(403);
        Gateway.Reloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task OperatorMayChange_AndIsNamedInTheRecord()
    {
        ((int)(await PostYaml("/api/config", "a: 1", Bearer(Operator.Secret))).Status).ShouldBe(200);
        Gateway.Reloads.ShouldBe([("a: 1", "api: anna")]);
        await EventsShouldContain("by=anna");
        EventText.ShouldNotContain(Operator.Secret);
    }

    [Fact]
    public async Task WrongToken_IsRefusedAndRecorded_WithoutItsText()
    {
        (await Get("/metrics", Bearer("wrong-secret"))).ShouldBeProblem(401);
        await EventsShouldContain("wrong admin token");
        EventText.ShouldNotContain("wrong-secret");
    }

    [Theory]
    [InlineData("Basic", "dXNlcjpwYXNz")]
    [InlineData("Bearer", "")]
    public async Task OtherCredentials_AreRefused(string scheme, string value) =>
        (await Get("/metrics", request => request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {value}"))).ShouldBeProblem(401);

    [Fact]
    public async Task TheHashItself_IsNoToken() => (await Get("/metrics", Bearer(Reader.Hash))).ShouldBeProblem(401);

    [Fact]
    public async Task TwoAuthorizationFields_AreRefused()
    {
        Answer answer = await Get("/metrics", request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Reader.Secret}");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer other");
        });
        ((int)answer.Status).ShouldBeOneOf(400, 401);
    }

    [Fact]
    public async Task AddressThatTriesTokens_IsSlowed_ButARightOneStillGetsIn()
    {
        for (int attempt = 0; attempt < AttemptLimiter.FreeFailures; attempt++)
        {
            (await Get("/metrics", Bearer("wrong"))).ShouldBeProblem(401);
        }

        Stopwatch watch = Stopwatch.StartNew();
        (await Get("/metrics", Bearer("wrong"))).ShouldBeProblem(401);
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(250));
        ((int)(await Get("/metrics", Bearer(Reader.Secret))).Status).ShouldBe(200);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Get("/metrics", Bearer("wrong"))));
        answers.ShouldContain(answer => (int)answer.Status == 429 && answer.Headers["Retry-After"] == "1");
    }
}
