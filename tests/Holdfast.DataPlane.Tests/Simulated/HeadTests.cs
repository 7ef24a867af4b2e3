using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>What of a head gets to the other side, and what never does.</summary>
public sealed class HeadTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static string Forwarded(string fields, ForwardingConfig? forwarding = null, string version = "1.1")
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Forwarding = forwarding ?? new ForwardingConfig() });
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET /p HTTP/{version}\r\nHost: a\r\n{fields}\r\n");
        gateway.Pass(1);
        client.Received.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        return origin.Requests;
    }

    /// <summary>What a client gets for an answer, and how often the server was connected to for two of them.</summary>
    private static (string Received, int Connections) Answered(string response, string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(response);
        string received = "";
        for (int i = 0; i < 2; i++)
        {
            SimulatedPeer client = gateway.Connect();
            client.Send(request);
            gateway.Pass(1);
            received = client.Received;
        }

        return (received, origin.Connections.Count);
    }

    [Fact]
    public void ForwardingFieldsOfAStranger_AreOverwritten()
    {
        string head = Forwarded("X-Forwarded-For: 1.2.3.4\r\nx-forwarded-proto: https\r\nX-FORWARDED-HOST: evil\r\nForwarded: for=1.2.3.4\r\nX-Request-Id: mine\r\n");

        head.ShouldContain("X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: a\r\n");
        head.ShouldNotContain("1.2.3.4");
        head.ShouldNotContain("https");
        head.ShouldNotContain("evil");
        head.ShouldNotContain("mine");
    }

    [Fact]
    public void ForwardingFieldsOfATrustedProxy_AreContinued()
    {
        string head = Forwarded("X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop\r\nX-Request-Id: mine\r\n", new ForwardingConfig { TrustedProxies = ["127.0.0.1"] });

        head.ShouldContain("X-Forwarded-For: 1.2.3.4, 127.0.0.1\r\n");
        head.ShouldContain("X-Forwarded-Proto: https\r\n");
        head.ShouldContain("X-Forwarded-Host: shop\r\n");
        head.ShouldContain("X-Request-Id: mine\r\n");
    }

    [Fact]
    public void ForwardedOfAStranger_IsOverwrittenInThatStyleToo()
    {
        string head = Forwarded("Forwarded: for=1.2.3.4\r\nX-Forwarded-For: 5.6.7.8\r\n", new ForwardingConfig { Style = ForwardedStyle.Forwarded });

        head.ShouldContain("Forwarded: for=127.0.0.1;host=\"a\";proto=http\r\n");
        head.ShouldNotContain("1.2.3.4");
        head.ShouldNotContain("5.6.7.8");
    }

    [Fact]
    public void HopByHopFieldsAndThoseNamedInConnection_DoNotReachTheServer()
    {
        string head = Forwarded("Connection: keep-alive, x-one, X-Two\r\nX-One: 1\r\nx-two: 2\r\nKeep-Alive: 5\r\nProxy-Connection: close\r\nTE: gzip\r\nTrailer: X\r\nUpgrade: h2c\r\nX-Three: 3\r\n");

        head.ShouldContain("X-Three: 3\r\n");
        foreach (string gone in (string[])["X-One", "x-two", "Keep-Alive", "Proxy-Connection", "TE:", "Trailer", "Upgrade", "Connection:"])
        {
            head.ShouldNotContain(gone, Case.Insensitive);
        }
    }

    [Fact]
    public void HopByHopFieldsOfAServer_DoNotReachTheClient()
    {
        string received = Answered("HTTP/1.1 200 OK\r\nConnection: x-one\r\nX-One: 1\r\nKeep-Alive: 5\r\nProxy-Authenticate: Basic\r\nUpgrade: h2c\r\nX-Two: 2\r\nContent-Length: 0\r\n\r\n").Received;

        received.ShouldContain("X-Two: 2\r\n");
        received.ShouldNotContain("X-One");
        received.ShouldNotContain("Keep-Alive");
        received.ShouldNotContain("Upgrade");
    }

    [Fact]
    public void NamesWithUnderscore_DoNotReachTheServer() => Forwarded("Content_Length: 5\r\nX_Forwarded_For: 1.2.3.4\r\nX-Kept: 1\r\n").ShouldNotContain("_");

    [Fact]
    public void Http10RequestWithoutHost_GetsTheAddressOfThePoolBecauseServersDemandOne()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send("GET / HTTP/1.0\r\n\r\n");
        gateway.Pass(1);

        origin.Requests.ShouldContain("Host: 10.0.0.1:80\r\n");
        origin.Requests.ShouldNotContain("X-Forwarded-Host");
    }

    [Fact]
    public void Http10Request_IsSentAsHttp11WithoutExpect() =>
        Forwarded("Expect: 100-continue\r\nConnection: close\r\n", version: "1.0").ShouldNotContain("Expect");

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 0\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    public void AnswerThatBreaksARule_Is502AndItsConnectionIsClosed(string response)
    {
        (string received, int connections) = Answered(response);

        received.ShouldStartWith("HTTP/1.1 502 ");
        connections.ShouldBe(2);
    }

    [Fact]
    public void AnswerWithLengthAndChunks_IsChunkedToTheClientAndItsConnectionIsClosed()
    {
        (string received, int connections) = Answered("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

        received.ShouldContain("Transfer-Encoding: chunked\r\n");
        received.ShouldNotContain("Content-Length");
        received.ShouldEndWith("5\r\nhello\r\n0\r\n\r\n");
        connections.ShouldBe(2);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", 2)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 1)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 1)]
    public void AnswerThatHasNoBody_HasNoneWhateverItsLengthSays(string response, int connections)
    {
        (string received, int opened) = Answered(response);

        received.ShouldEndWith("\r\n\r\n");
        opened.ShouldBe(connections);
    }

    [Theory]
    [InlineData("GET", "hello")]
    [InlineData("DELETE", "hello")]
    [InlineData("OPTIONS", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")]
    public void BodyOnAMethodThatNeedsNone_IsForwardedFramedAndTheNextRequestIsCutBehindIt(string method, string body)
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send($"{method} /1 HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length}\r\n\r\n{body}GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(1);

        origin.Requests.ShouldStartWith($"{method} /1 HTTP/1.1\r\n");
        origin.Requests.ShouldContain($"Content-Length: {body.Length}\r\n");
        origin.Requests.ShouldEndWith("\r\n\r\n" + body);
        origin.Connections[0].Send(Ok);
        gateway.Pass(1);
        origin.Requests.ShouldContain(body + "GET /2 HTTP/1.1\r\n");
    }

    [Fact]
    public void SwitchToWebSocketThatTheServerRefuses_LeavesTheBytesBehindItRequests()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n\u0081\u0005hello");
        gateway.Pass(1);
        origin.Requests.ShouldEndWith("\r\n\r\n", Case.Sensitive, "nothing is raw before the server has agreed");
        origin.Connections[0].Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        gateway.Pass(1);

        client.Received.ShouldContain("HTTP/1.1 400 ");
        origin.Requests.ShouldNotContain("hello");
    }

    [Fact]
    public void RawBytes_FlowOnlyAfter101()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nearly");
        gateway.Pass(1);
        origin.Requests.ShouldNotContain("early");
        origin.Connections[0].Send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
        gateway.Pass(1);

        origin.Requests.ShouldEndWith("early");
    }
}
