using System.Net;
using System.Text;
using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;

namespace Holdfast.Agent.Tests.Running;

/// <summary>The way to a gateway on loopback that answers what the test says.</summary>
public sealed class ReportLinkTests : IDisposable
{
    private const string Good = """{"seed":"s","receivedAt":"2030-01-01T00:00:00Z","answeredAt":"2030-01-01T00:00:00Z","intervalSeconds":7,"ports":[8000]}""";

    private readonly HttpListener gateway = new();
    private readonly Uri address;
    private string? token;
    private string? path;

    public ReportLinkTests()
    {
        // A port that was free a moment ago; another test may take it, so it is tried again.
        for (int attempt = 0; ; attempt++)
        {
            address = new Uri($"http://127.0.0.1:{FreePort()}/");
            gateway.Prefixes.Clear();
            gateway.Prefixes.Add(address.ToString());
            try
            {
                gateway.Start();
                return;
            }
            catch (HttpListenerException) when (attempt < 5)
            {
            }
        }
    }

    public void Dispose() => gateway.Close();

    [Fact]
    public async Task Answer_IsRead_AndTheTokenGoesAlong()
    {
        LinkAnswer answer = await Post(200, Good);
        answer.Problem.ShouldBeNull();
        answer.Answer.ShouldNotBeNull().IntervalSeconds.ShouldBe(7);
        answer.Answer.Ports.ShouldBe([8000]);
        (path, token).ShouldBe(("/api/agents/report", "Bearer secret"));
    }

    [Theory]
    [InlineData(401, "does not know the token")]
    [InlineData(403, "needs the role report")]
    [InlineData(404, "has no /api/agents/report")]
    [InlineData(421, "admin.allowedHosts")]
    [InlineData(302, "status 302")]
    [InlineData(500, "status 500")]
    public async Task Refusal_SaysWhatToDo(int status, string said)
    {
        LinkAnswer answer = await Post(status, "");
        answer.Answer.ShouldBeNull();
        answer.Problem.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public async Task GatewayThatIsBusy_SaysHowLongToWait() => (await Post(503, "", retryAfter: "17")).Interval.ShouldBe(TimeSpan.FromSeconds(17));

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"seed":""}""")]
    public async Task AnotherProgram_IsNotTakenForAGateway(string body) => (await Post(200, body)).Problem.ShouldNotBeNull().ShouldContain("not that of a Holdfast gateway");

    [Fact]
    public async Task AnswerWithoutEnd_IsGivenUp() => (await Post(200, new string(' ', 100_000))).Answer.ShouldBeNull();

    [Fact]
    public void NobodyThere_IsAnAnswerToo()
    {
        gateway.Stop();
        using ReportLink link = new(address, null);
        link.Post(FixtureReport()).Problem.ShouldNotBeNull().ShouldContain("refused");
    }

    private async Task<LinkAnswer> Post(int status, string body, string? retryAfter = null)
    {
        using ReportLink link = new(address, "secret");
        Task answering = Task.Run(async () =>
        {
            HttpListenerContext context = await gateway.GetContextAsync();
            (path, token) = (context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"]);
            await context.Request.InputStream.CopyToAsync(Stream.Null);
            context.Response.StatusCode = status;
            context.Response.Headers["Retry-After"] = retryAfter;
            context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
        });
        LinkAnswer answer = link.Post(FixtureReport());
        await answering;
        return answer;
    }

    private static AgentReport FixtureReport() => new() { Host = "app-1" };

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
