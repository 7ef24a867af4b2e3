using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>What a client is told whose request is refused on purpose, and that nothing of it reaches a server.</summary>
public sealed class SheddingTests
{
    // What one receive brings at most.
    private const int ReceiveBytes = 16 * 1024;
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

    /// <summary>What is in the body of a refused request is thrown away whatever it looks like, and nothing of what follows is.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(35)]
    [InlineData(45)]
    public void RefusedWithAShortBody_KeepsItsConnection_AndTheNextRequestBeginsBehindTheBody(int comesAtOnce)
    {
        using SimulatedGateway gateway = Closed(out SimulatedOrigin origin);
        const string Body = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        const string Rest = Body + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
        SimulatedPeer client = gateway.Connect();
        client.Send($"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: {Body.Length}\r\n\r\n{Rest[..comesAtOnce]}");
        gateway.Pass(0.01);
        string refusal = client.Take();
        refusal.ShouldStartWith("HTTP/1.1 503");
        refusal.ShouldNotContain("Connection: close");
        refusal.Split("HTTP/1.1 ").Length.ShouldBe(2, "one answer, to one request");

        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 100;
        gateway.Pass(0.5);
        client.Send(Rest[comesAtOnce..]);
        gateway.Pass(0.5);

        origin.Requests.ShouldContain("/next");
        origin.Requests.ShouldNotContain("/smuggled");
        origin.Requests.ShouldNotContain("/x");
        client.Received.ShouldBeEmpty();
        (client.Ended, client.WasReset).ShouldBe((false, false));
    }

    [Theory]
    [InlineData("Content-Length: 70000", "the rest would cost more than a new connection")]
    [InlineData("Content-Length: 10\r\nExpect: 100-continue", "it may never send it")]
    [InlineData("Transfer-Encoding: chunked", "where it ends is not known")]
    public void RefusedWithABodyThatIsNotWaitedFor_IsToldThatItsConnectionCloses(string field, string because)
    {
        using SimulatedGateway gateway = Closed(out _);
        Ask(gateway, $"POST /x HTTP/1.1\r\nHost: a\r\n{field}\r\n\r\n").ShouldContain("Connection: close", Case.Sensitive, because);
    }

    [Fact]
    public void RestOfARefusedBodyNeverComes_TheConnectionIsClosedAfterTwoSeconds()
    {
        using SimulatedGateway gateway = Closed(out _);
        SimulatedPeer client = gateway.Connect();
        client.Send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nxxx");
        gateway.Pass(1.9);
        client.Ended.ShouldBeFalse();

        gateway.Pass(0.2);

        client.Ended.ShouldBeTrue();
    }

    [Fact]
    public void RestOfARefusedBodyHasCome_TheClientMayIdleAsLongAsAnyOther()
    {
        using SimulatedGateway gateway = Closed(out _);
        SimulatedPeer client = gateway.Connect();
        client.Send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nxxx");
        gateway.Pass(1);
        client.Send("xxxxxxx");

        gateway.Pass(10);

        client.Ended.ShouldBeFalse();
    }

    /// <summary>Each receive ends with a head: nothing is left that would show that there is more, and the turn lasted as long as the client went on.</summary>
    [Fact]
    public void RefusedBodiesBehindTheEndOfAReceive_AreAsManyInATurnAsOthers()
    {
        string request = Post(ReceiveBytes);

        RefusedInOneTurn(Post(ReceiveBytes - Post(0).Length), request).ShouldBeInRange(1, RefusedInOneTurn("", request) + 1, "the last head comes with the body before it");
    }

    [Fact]
    public void RefusedHeadsAsLongAsAReceive_AreAsManyInATurnAsShortOnes()
    {
        const string Short = "GET /x HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n";
        string whole = Short.Replace("X: ", "X: " + new string('x', ReceiveBytes - Short.Length), StringComparison.Ordinal);

        RefusedInOneTurn("", whole).ShouldBe(RefusedInOneTurn("", Short));
    }

    /// <param name="bytes">Of head and body; 0 for the head alone.</param>
    private static string Post(int bytes)
    {
        const int Head = 52;
        string head = $"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: {Math.Max(10_000, bytes - Head)}\r\n\r\n";
        return head + new string('x', Math.Max(0, bytes - head.Length));
    }

    private static long RefusedInOneTurn(string first, string request)
    {
        using SimulatedGateway gateway = Closed(out _);
        gateway.Network.FaultsOf(SimulatedGateway.Address).BufferBytes = 8 * 1024 * 1024;
        SimulatedPeer client = gateway.Connect();
        client.Send(first + string.Concat(Enumerable.Repeat(request, 200)));
        gateway.Network.Clock.Advance(TimeSpan.FromMilliseconds(1));

        gateway.Worker.Turn(mayWait: false);

        return gateway.Metrics.Route("/*", 0).Outcomes[(int)RequestOutcome.ShedOverload];
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
