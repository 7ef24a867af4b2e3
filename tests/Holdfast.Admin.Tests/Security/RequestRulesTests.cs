using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using Holdfast.Configuration;

namespace Holdfast.Admin.Tests;

/// <summary>HostRule, OriginRule, ContentTypeRule and the bounds of AdminKestrel, over real HTTP.</summary>
public sealed class RequestRulesTests : AdminTest
{
    protected override AdminConfig Config => new() { Address = "127.0.0.1:0", AllowedHosts = ["gateway.internal", "fd00::7"] };

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:1234", 200)]
    [InlineData("127.0.0.1:9900", 200)]
    [InlineData("[::1]:9900", 200)]
    [InlineData("gateway.internal", 200)]
    [InlineData("[fd00::7]:9900", 200)]
    [InlineData("[fd00::8]:9900", 421)]
    [InlineData("attacker.example", 421)]
    [InlineData("localhost.attacker.example", 421)]
    [InlineData("127.0.0.1.nip.example", 421)]
    [InlineData("0.0.0.0:9900", 421)]
    [InlineData("127.0.0.2", 421)]
    public async Task HostThatIsNotOurs_IsMisdirected(string host, int status)
    {
        Answer answer = await Get("/healthz", request => request.Headers.Host = host);
        ((int)answer.Status).ShouldBe(status);
        if (status != 200)
        {
            answer.ShouldBeProblem(421);
        }
    }

    [Fact]
    public async Task NoHostAtAll_IsMisdirected() =>
        (await Raw("GET /healthz HTTP/1.0\r\n\r\n")).ShouldStartWith("HTTP/1.1 421");

    [Theory]
    [InlineData("http://attacker.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("file://")]
    [InlineData("garbage")]
    public async Task ChangeFromAnotherSitesPage_IsForbidden(string origin)
    {
        Answer answer = await PostYaml("/api/config", "a: 1", request => request.Headers.TryAddWithoutValidation("Origin", origin));
        answer.ShouldBeProblem(403);
        Gateway.Reloads.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangeFromOurOwnPage_IsAllowed()
    {
        Answer answer = await PostYaml("/api/config", "a: 1", request => request.Headers.Add("Origin", $"http://{Server.BoundAddress}"));
        ((int)answer.Status).ShouldBe(200);
    }

    [Fact]
    public async Task AnotherSitesPage_GetsNoCorsHeaders()
    {
        foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Options })
        {
            Answer answer = await Send(method, "/api/state", change: request =>
            {
                request.Headers.Add("Origin", "http://attacker.example");
                request.Headers.Add("Access-Control-Request-Method", "POST");
            });
            answer.Headers.Keys.ShouldNotContain(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("text/plain")]
    [InlineData("text/plain; application/yaml")]
    public async Task PostThatAFormCouldSend_IsRefused(string? type)
    {
        Answer answer = await Send(HttpMethod.Post, "/api/config", "a: 1", type);
        answer.ShouldBeProblem(415);
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("application/yaml");
        Gateway.Reloads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("text/yaml; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task PostOfAConfiguration_IsTaken(string type) =>
        ((int)(await Send(HttpMethod.Post, "/api/config", "{}", type)).Status).ShouldBe(200);

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/nothing")]
    public async Task EveryAnswer_CarriesTheSafeHeaders_AndNotTheServersName(string path)
    {
        Answer answer = await Get(path);
        answer.Headers.ShouldNotContainKey("Server");
        answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        answer.Headers["Content-Security-Policy"].ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task HeadersPastTheBound_AreRefused()
    {
        string large = new('x', 20_000);
        (await Raw($"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: {large}\r\n\r\n")).ShouldStartWith("HTTP/1.1 431");
        (await Raw($"GET /{large} HTTP/1.1\r\nHost: localhost\r\n\r\n")).ShouldStartWith("HTTP/1.1 414");
    }

    [Fact]
    public async Task ConnectionsPastTheBound_AreClosed_AndTheOthersServed()
    {
        List<TcpClient> idle = [];
        try
        {
            for (int connection = 0; connection < 256; connection++)
            {
                TcpClient one = new();
                await one.ConnectAsync(Server.BoundAddress.ToIPAddress(), Server.BoundAddress.Port);
                idle.Add(one);
            }

            string first = await Exchange(idle[0], "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            first.ShouldStartWith("HTTP/1.1 200");
            string last = await Exchange(idle[255], "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            last.ShouldStartWith("HTTP/1.1 200");
        }
        finally
        {
            idle.ForEach(one => one.Dispose());
        }
    }

    [Fact]
    public async Task OneConnectionMoreThanTwoHundredFiftySix_OneIsClosed()
    {
        List<TcpClient> idle = [];
        try
        {
            for (int connection = 0; connection < 257; connection++)
            {
                TcpClient one = new();
                await one.ConnectAsync(Server.BoundAddress.ToIPAddress(), Server.BoundAddress.Port);
                idle.Add(one);
            }

            // They are counted on several threads, so it need not be the last one.
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
            Task<int>[] ends = [.. idle.Select(one => ReadOrReset(one, patience.Token))];
            int read = await await Task.WhenAny(ends);
            read.ShouldBe(0);
            ends.Count(end => end.IsCompleted).ShouldBe(1);
        }
        finally
        {
            idle.ForEach(one => one.Dispose());
        }
    }

    // 0 when the server has closed the connection.
    private static async Task<int> ReadOrReset(TcpClient connection, CancellationToken patience)
    {
        try
        {
            return await connection.GetStream().ReadAsync(new byte[1], patience);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private async Task<string> Raw(string request)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(Server.BoundAddress.ToIPAddress(), Server.BoundAddress.Port);
        return await Exchange(connection, request);
    }

    // Reads to the end: every exchange here ends with the server closing.
    private static async Task<string> Exchange(TcpClient connection, string request)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        NetworkStream stream = connection.GetStream();
        using MemoryStream answer = new();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // Closed with unread bytes is a reset: what was answered before it counts.
        }

        return Encoding.ASCII.GetString(answer.ToArray());
    }
}
