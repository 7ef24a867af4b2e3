using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>What a client is told whose request is refused on purpose, and that nothing of it reaches a server.</summary>
public sealed class SheddingTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// <summary>A gateway whose one server is full and whose threshold admits nobody.</summary>
    private static SimulatedGateway Closed(out SimulatedOrigin origin, ProtectionConfig? protection = null)
    {
        SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Protection = protection ?? new ProtectionConfig() });
        origin = gateway.Origin();
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Servers[0].Limit = 1;
        SimulatedPeer first = gateway.Connect();
        first.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.01);
        pool.Gate.Control.Overflowed(0);
        return gateway;
    }

    private static string Ask(SimulatedGateway gateway, string request)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send(request);
        gateway.Pass(0.01);
        return client.Received;
    }

    [Fact]
    public void Program_GetsAProblemAndATime()
    {
        using SimulatedGateway gateway = Closed(out SimulatedOrigin origin);

        string answer = Ask(gateway, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n");

        answer.ShouldMatch("^HTTP/1.1 503 Service Unavailable\r\nDate: [^\r]+ GMT\r\nContent-Type: application/problem\\+json\r\n");
        answer.ShouldMatch("Retry-After: [12]\r\n\r\n\\{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"[^\"]+\",\"reason\":\"shed_overload\"\\}\n$");
        answer.ShouldNotContain("Connection: close");
        origin.Requests.ShouldNotContain("/x");
    }

    [Fact]
    public void Browser_GetsThePageWithTheOtherWayIn()
    {
        using SimulatedGateway gateway = Closed(out _, new ProtectionConfig { Alternative = "ssh you@work <now>" });

        string answer = Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html,*/*\r\n\r\n");

        answer.ShouldContain("Content-Type: text/html");
        answer.ShouldContain("ssh you@work &lt;now&gt;");
        int length = int.Parse(answer.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        System.Text.Encoding.Latin1.GetByteCount(answer.Split("\r\n\r\n", 2)[1]).ShouldBe(length);
    }

    [Fact]
    public void OperatorsOwnTexts_ReplaceBoth()
    {
        using SimulatedGateway gateway = Closed(out _, new ProtectionConfig { Page = "<p>later", Problem = "{\"a\":1}" });

        Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n").ShouldEndWith("<p>later");
        Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").ShouldEndWith("{\"a\":1}");
    }

    [Fact]
    public void NoServer_GetsTheSamePageWithTheOtherWayIn_ButNothingSaysThatItWasShed()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Alternative = "ssh you@work" } });
        gateway.Worker.Pools[0].Snapshot.Servers[0].Draining = true;

        string page = Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");
        page.ShouldStartWith("HTTP/1.1 503");
        page.ShouldContain("does not answer at the moment");
        page.ShouldContain("ssh you@work");
        page.ShouldMatch("Retry-After: [12]\r\n");
        page.ShouldNotContain("X-Shed-Reason");
        Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").ShouldContain("\"reason\":\"no_server\"");
    }

    [Theory]
    [InlineData("HTTP/1.1 what?\r\n\r\n", "HTTP/1.1 502 Bad Gateway\r\n", "bad_response")]
    [InlineData("", "HTTP/1.1 504 Gateway Timeout\r\n", "first_byte_timeout")]
    public void ServerThatFails_GetsTheSamePageWithTheOtherWayIn(string response, string status, string reason)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Alternative = "ssh you@work" } };
        using SimulatedGateway gateway = new(config);
        gateway.Origin().AnswerEach(response);

        string page = Fail(gateway, "GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");
        page.ShouldStartWith(status);
        page.ShouldContain("does not answer at the moment");
        page.ShouldContain("ssh you@work");
        page.ShouldMatch("Retry-After: [12]\r\n");
        page.ShouldNotContain("X-Retry-Ok", Case.Sensitive, "another server may answer at once");
        string problem = Fail(gateway, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        problem.ShouldStartWith(status);
        problem.ShouldContain($"\"reason\":\"{reason}\"");
        problem.ShouldContain("\"alternative\":\"ssh you@work\"");
    }

    private static string Fail(SimulatedGateway gateway, string request)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send(request);
        gateway.Pass(120);
        return client.Received;
    }

    [Fact]
    public void Head_GetsNoBody()
    {
        using SimulatedGateway gateway = Closed(out _);
        Ask(gateway, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").ShouldEndWith("\r\n\r\n");
    }

    [Fact]
    public void RefusedWithBodyToCome_IsAnsweredBeforeTheBody()
    {
        using SimulatedGateway gateway = Closed(out SimulatedOrigin origin);
        string answer = Ask(gateway, "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nxxx");
        answer.ShouldStartWith("HTTP/1.1 503");
        answer.ShouldContain("Connection: close");
        origin.Requests.ShouldNotContain("/x");
    }

    [Fact]
    public void ServerWithRoom_IsUsedWhateverTheThresholdSays()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);
        gateway.Worker.Pools[0].Snapshot.Gate.Control.Overflowed(0);

        Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").ShouldEndWith("ok");
    }

    [Fact]
    public void ProtectionOff_SendsAllAtOnce()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Mode = ProtectionMode.Off } });
        SimulatedOrigin origin = gateway.Origin();
        for (int i = 0; i < 60; i++)
        {
            Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").ShouldBeEmpty();
        }

        origin.Connections.Count.ShouldBe(60);
    }

    [Fact]
    public void Tunnel_HoldsNoSlot()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.OnBytes = peer => peer.Send(peer.Take().Contains("websocket", StringComparison.Ordinal)
            ? "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n" : string.Empty);
        string answer = Ask(gateway, "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 101");
        gateway.Worker.Pools[0].Snapshot.Servers[0].InFlight.ShouldBe(0);
    }
}
