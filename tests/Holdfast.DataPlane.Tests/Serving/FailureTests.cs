using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

public sealed class FailureTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// <summary>Answers the first request of a connection and closes when the second arrives, as a server does whose idle time ran out at that moment.</summary>
    private static ScriptedServer ClosingAtSecondRequest() => new(connection =>
    {
        connection.ReadHead();
        connection.Write(Ok);
        connection.ReadHead();
    });

    [Fact]
    public void ReusedConnectionClosedAtOnce_IdempotentRequestIsRepeatedOnAFreshOne()
    {
        using ScriptedServer server = ClosingAtSecondRequest();
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        for (int i = 0; i < 3; i++)
        {
            client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            string head = client.ReadHead()!;
            head.ShouldStartWith("HTTP/1.1 200");
            client.ReadBody(head).ShouldBe("ok");
        }
    }

    [Fact]
    public void ReusedConnectionClosedAtOnce_PostIsNotRepeated()
    {
        using ScriptedServer server = ClosingAtSecondRequest();
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();
        const string post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";

        client.Write(post);
        client.ReadBody(client.ReadHead()!).ShouldBe("ok");
        client.Write(post);

        client.ReadHead()!.ShouldStartWith("HTTP/1.1 502");
        server.Heads.Count.ShouldBe(2);
    }

    [Fact]
    public void ServerThatRefuses_IsPassedOverForTheNext()
    {
        ScriptedServer dead = ScriptedServer.Answering(Ok);
        dead.Dispose();
        using ScriptedServer living = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(dead, living);

        for (int i = 0; i < 20; i++)
        {
            gateway.Exchange("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc").ShouldStartWith("HTTP/1.1 200");
        }

        living.Heads.Count.ShouldBe(20);
    }

    [Fact]
    public void NobodyListens_Is502()
    {
        ScriptedServer dead = ScriptedServer.Answering(Ok);
        dead.Dispose();
        using GatewayHarness gateway = new(dead);

        gateway.Exchange(Get).ShouldStartWith("HTTP/1.1 502 Bad Gateway\r\n");
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n")]
    [InlineData("")]
    public void WrongAnswer_Is502(string response)
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write(response);
        });
        using GatewayHarness gateway = new(server);

        gateway.Exchange(Get).ShouldStartWith("HTTP/1.1 502 Bad Gateway\r\n");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\npart\r\n0\r\n\r\n")]
    public void TruncatedAnswer_ResetsTheClientSoThatItKnows(string response)
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write(response);
        });
        using GatewayHarness gateway = new(server);

        Should.Throw<IOException>(() => gateway.Exchange(Get));
    }

    [Fact]
    public void ServerThatDoesNotAnswer_Is504AfterTheFirstByteTimeout()
    {
        using ScriptedServer server = new(connection => connection.ReadToEnd());
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with
        {
            Timeouts = new TimeoutsConfig { FirstByte = TimeSpan.FromMilliseconds(200) },
        });

        gateway.Exchange(Get).ShouldStartWith("HTTP/1.1 504 Gateway Timeout\r\n");
    }

    [Fact]
    public void TotalDeadline_EndsAnAnswerThatTrickles()
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
            connection.ReadToEnd();
        });
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with
        {
            Timeouts = new TimeoutsConfig { Total = TimeSpan.FromMilliseconds(300) },
        });

        Should.Throw<IOException>(() => gateway.Exchange(Get));
    }

    [Fact]
    public void SlowHead_Is408()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with
        {
            Timeouts = new TimeoutsConfig { RequestHead = TimeSpan.FromMilliseconds(200) },
        });

        gateway.Exchange("GET / HTTP/1.1\r\nHost:").ShouldStartWith("HTTP/1.1 408 Request Timeout\r\n");
    }

    [Fact]
    public void SilentClient_IsClosedWithoutAnAnswer()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with
        {
            Timeouts = new TimeoutsConfig { RequestHead = TimeSpan.FromMilliseconds(200) },
        });

        gateway.Exchange(string.Empty).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET / HTTP/3.0\r\nHost: a\r\n\r\n", "505")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n", "400")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n", "417")]
    public void WrongRequest_IsRefusedAndClosedWithoutReachingAServer(string request, string status)
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(server);

        string answer = gateway.Exchange(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.Split("HTTP/1.1").Length.ShouldBe(2);
        server.Heads.ShouldBeEmpty();
    }

    [Fact]
    public void BodyLargerThanTheRouteAllows_Is413()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with { Limits = new LimitsConfig { MaximumBody = 10 } });

        gateway.Exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world").ShouldStartWith("HTTP/1.1 413 ");
        gateway.Exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n").ShouldStartWith("HTTP/1.1 413 ");
    }

    [Fact]
    public void EarlyRefusalOfALongUpload_ReachesTheClient()
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\nConnection: close\r\n\r\nno!!");
        });
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        client.Write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\nthe beginning");

        string head = client.ReadHead()!;
        head.ShouldStartWith("HTTP/1.1 403 Forbidden\r\n");
        head.ShouldContain("Connection: close\r\n");
        client.ReadToEnd().ShouldBe("no!!");
    }
}
