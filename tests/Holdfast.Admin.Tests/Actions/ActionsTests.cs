using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Holdfast.Admin.Tests;

public sealed class ActionsTests : AdminTest
{
    [Fact]
    public async Task Metrics_ArePrometheusText_EachTimeAnew()
    {
        for (int scrape = 0; scrape < 3; scrape++)
        {
            Answer answer = await Get("/metrics");
            answer.Body.ShouldBe("holdfast_up 1\n");
            answer.Headers["Content-Type"].ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    [Theory]
    [InlineData(true, false, 200, "ready")]
    [InlineData(true, true, 503, "draining")]
    [InlineData(false, false, 503, "starting")]
    public async Task Readyz_SaysWhetherToSendClients(bool ready, bool draining, int status, string text)
    {
        (Gateway.IsReady, Gateway.IsDraining) = (ready, draining);
        Answer answer = await Get("/readyz");
        ((int)answer.Status).ShouldBe(status);
        answer.Json.GetProperty("status").GetString().ShouldBe(text);
        ((int)(await Get("/healthz")).Status).ShouldBe(200, "the process lives all the same");
    }

    [Fact]
    public async Task State_HasEverything_InCamelCase()
    {
        JsonElement state = (await Get("/api/state")).Json;
        state.GetProperty("version").GetString().ShouldBe("1.2.3");
        state.GetProperty("pid").GetInt32().ShouldBe(42);
        state.GetProperty("config").GetProperty("lastRefused").GetProperty("findings")[0].GetProperty("line").GetInt32().ShouldBe(2);
        state.GetProperty("workers")[0].GetProperty("busyShare").GetDouble().ShouldBe(0.5);
        state.GetProperty("listeners")[0].GetProperty("address").GetString().ShouldBe("127.0.0.1:8080");
        state.GetProperty("routes")[0].GetProperty("inFlight").GetInt64().ShouldBe(1);
        JsonElement server = state.GetProperty("pools")[0].GetProperty("servers")[0];
        server.GetProperty("health").GetString().ShouldBe("ejected");
        server.GetProperty("reason").GetString().ShouldBe("refused connections");
    }

    [Fact]
    public async Task Version_IsShort()
    {
        JsonElement version = (await Get("/api/version")).Json;
        version.GetProperty("version").GetString().ShouldBe("1.2.3");
        version.GetProperty("runtime").GetString().ShouldNotBeNull().ShouldStartWith(".NET");
    }

    [Fact]
    public async Task Config_IsShownAsYaml()
    {
        Answer answer = await Get("/api/config");
        answer.Body.ShouldBe("listeners: []\n");
        answer.Type.ShouldBe("application/yaml");
    }

    [Fact]
    public async Task NewConfig_ThatIsApplied_GivesItsRevision()
    {
        Answer answer = await PostYaml("/api/config", "pools: {größe: 1}\n");
        ((int)answer.Status).ShouldBe(200);
        answer.Json.GetProperty("revision").GetInt64().ShouldBe(7);
        answer.Json.GetProperty("fingerprint").GetString().ShouldBe("f00d");
        Gateway.Reloads.ShouldBe([("pools: {größe: 1}\n", "api")]);
        await EventsShouldContain("A change was asked for.");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("?file=", null)]
    [InlineData("?file=%2Fetc%2Fnext.yaml", "/etc/next.yaml")]
    [InlineData("?file=a%0Ab%1B.yaml", "ab.yaml")]
    public async Task NewConfig_IsKnownByTheFileThatItsSenderNames(string query, string? file)
    {
        ((int)(await PostYaml($"/api/config{query}", "pools: {}")).Status).ShouldBe(200);
        Gateway.ReloadFile.ShouldBe(file);
    }

    [Fact]
    public async Task NewConfig_WithAParameterThatThereIsNot_IsNotTaken()
    {
        (await PostYaml("/api/config?name=a", "pools: {}")).ShouldBeProblem(400);
        Gateway.Reloads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0123456789abcdef", 200)]
    [InlineData("ffffffffffffffff", 404)]
    public async Task BackToAConfigurationThatWasInUse_IsDoneWhereItIsKept(string fingerprint, int status)
    {
        ((int)(await PostYaml($"/api/reload?to={fingerprint}", "")).Status).ShouldBe(status);
        ((int)(await PostYaml("/api/reload?too=1", "")).Status).ShouldBe(400);
    }

    [Fact]
    public async Task NewConfig_ThatIsAppliedWithWarnings_TellsThem()
    {
        Gateway.Outcome = new(true, 7, "f00d", [FakeGateway.Finding() with { Severity = Holdfast.Configuration.Severity.Warning }]);
        JsonElement warning = (await PostYaml("/api/config", "pools: {}")).Json.GetProperty("findings")[0];
        warning.GetProperty("severity").GetString().ShouldBe("warning");
        warning.EnumerateObject().Select(member => member.Name).ShouldBe(["file", "line", "column", "severity", "rule", "path", "message", "remedy"], "as --check-only --json writes it");
        warning.GetProperty("remedy").GetString().ShouldBe("Did you mean policy?");
    }

    [Fact]
    public async Task NewConfig_ThatIsRefused_GivesAllFindings()
    {
        Gateway.Outcome = new(false, 6, "0ld", [FakeGateway.Finding(), FakeGateway.Finding() with { Line = 5 }]);
        Answer answer = await PostYaml("/api/config", "pools: {}");
        answer.ShouldBeProblem(422);
        JsonElement finding = answer.Json.GetProperty("findings")[0];
        finding.GetProperty("file").GetString().ShouldBe("api");
        finding.GetProperty("line").GetInt32().ShouldBe(4);
        finding.GetProperty("column").GetInt32().ShouldBe(9);
        finding.GetProperty("path").GetString().ShouldBe("pools.shop.polcy");
        finding.GetProperty("message").GetString().ShouldBe("Unknown key polcy.");
        finding.GetProperty("remedy").GetString().ShouldBe("Did you mean policy?");
        answer.Json.GetProperty("findings").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task EmptyConfig_IsRefusedBeforeItIsRead(string body)
    {
        (await PostYaml("/api/config", body)).ShouldBeProblem(400);
        Gateway.Reloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task ConfigThatIsNotUtf8_IsRefused()
    {
        Answer answer = await Send(HttpMethod.Post, "/api/config", change: request =>
        {
            request.Content = new ByteArrayContent([0xFF, 0xFE, 0x00]);
            request.Content.Headers.ContentType = new("application/yaml");
        });
        answer.ShouldBeProblem(400);
        Gateway.Reloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task ConfigOfEightMebibytes_IsTaken_OneByteMoreIsNot()
    {
        string largest = new('#', AdminServer.MaximumBodyBytes);
        ((int)(await PostYaml("/api/config", largest)).Status).ShouldBe(200);
        Gateway.Reloads.Single().Yaml!.Length.ShouldBe(largest.Length);
        Answer answer = await PostYaml("/api/config", largest + "#", request => request.Headers.ExpectContinue = true);
        answer.ShouldBeProblem(413);
        Gateway.Reloads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reload_AsksForTheFile()
    {
        ((int)(await PostYaml("/api/reload", "")).Status).ShouldBe(200);
        Gateway.Reloads.ShouldBe([(null, "api")]);
    }

    [Fact]
    public async Task Drain_IsAccepted_AndASecondOneIsAConflict()
    {
        Answer answer = await PostYaml("/api/drain", "");
        ((int)answer.Status).ShouldBe(202);
        answer.Json.GetProperty("clients").GetInt32().ShouldBe(5);
        (await PostYaml("/api/drain", "")).ShouldBeProblem(409);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/metrics/")]
    [InlineData("/API/state")]
    [InlineData("/api/state/x")]
    public async Task UnknownPath_IsNotFound(string path) => (await Get(path)).ShouldBeProblem(404);

    [Theory]
    [InlineData("DELETE", "/api/state", "GET, HEAD")]
    [InlineData("PUT", "/api/config", "GET, HEAD, POST")]
    [InlineData("GET", "/api/reload", "POST")]
    [InlineData("OPTIONS", "/api/config", "GET, HEAD, POST")]
    public async Task WrongMethod_IsToldTheRightOnes(string method, string path, string allowed)
    {
        Answer answer = await Send(new(method), path);
        answer.ShouldBeProblem(405);
        answer.Headers["Allow"].ShouldBe(allowed);
    }

    [Fact]
    public async Task Head_HasTheLengthAndNoBody()
    {
        Answer answer = await Send(HttpMethod.Head, "/metrics");
        ((int)answer.Status).ShouldBe(200);
        answer.Headers["Content-Length"].ShouldBe("14");
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task GatewayThatThrows_IsAProblemWithoutDetails_AndTheNextRequestWorks()
    {
        Gateway.Failure = new InvalidOperationException("secret internals");
        foreach (string path in new[] { "/metrics", "/api/state", "/api/version" })
        {
            Answer answer = await Get(path);
            answer.ShouldBeProblem(500);
            answer.Body.ShouldNotContain("secret internals");
            answer.Body.ShouldNotContain(" at Holdfast");
        }

        await EventsShouldContain("secret internals");
        Gateway.Failure = null;
        ((int)(await Get("/metrics")).Status).ShouldBe(200);
    }

    [Fact]
    public void EveryRoute_IsInTheTableOnce() =>
        AdminRoutes.All.Select(route => $"{route.Method} {route.Path}").ShouldBeUnique();

    [Fact]
    public async Task LargeState_ArrivesWhole()
    {
        string name = new('x', 100_000);
        Gateway.Outcome = new(false, 1, "f", [FakeGateway.Finding() with { Message = name }]);
        Encoding.UTF8.GetByteCount((await PostYaml("/api/config", "a")).Json.GetProperty("findings")[0].GetProperty("message").GetString()!).ShouldBe(100_000);
    }
}
