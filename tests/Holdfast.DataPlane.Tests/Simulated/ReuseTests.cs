using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>
/// Kept connections to servers: whatever is on one that the present request did not ask for must never become somebody's answer, and a
/// request is repeated only when that cannot do it twice.
/// </summary>
public sealed class ReuseTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

    /// <summary>A gateway whose origin has one idle connection, and the client that used it.</summary>
    private static SimulatedGateway WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client)
    {
        SimulatedGateway gateway = new();
        origin = gateway.Origin();
        origin.AnswerEach(Ok);
        client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);
        client.Take().ShouldEndWith("ok");
        return gateway;
    }

    [Fact]
    public void UnsolicitedBytesOnAnIdleConnection_CloseIt()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);

        origin.Connections[0].Send(Evil);
        gateway.Pass(1);
        client.Send(Get);
        gateway.Pass(1);

        client.Received.ShouldEndWith("ok");
        client.Received.ShouldNotContain("evil");
        origin.Connections.Count.ShouldBe(2);
        (origin.Connections[0].Ended || origin.Connections[0].WasReset).ShouldBeTrue();
    }

    [Fact]
    public void UnsolicitedBytesThatArriveWithTheNextRequest_AreNotItsAnswer()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);

        // The client's bytes are in front in the same batch of events.
        client.Send(Get);
        origin.Connections[0].Send(Evil);
        gateway.Pass(1);

        client.Received.ShouldNotContain("evil");
        client.Received.ShouldEndWith("ok");
        origin.Connections.Count.ShouldBe(2);
    }

    [Fact]
    public void CloseThatArrivesWithTheNextRequest_IsAnsweredByAFreshConnection()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);

        client.Send(Get);
        origin.Connections[0].Close();
        gateway.Pass(1);

        client.Received.ShouldEndWith("ok");
        origin.Connections.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16_384)]
    [InlineData(20_480)]
    [InlineData(400_000)]
    public void BytesBehindABodyOfAnyLength_AreNotTheNextAnswer(int length)
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        string head = $"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n";
        // So that a receive of 16 KiB ends exactly with the body.
        string padding = length is 16_384 or 20_480 ? new string('p', 16_384 - ((head.Length + 7 + length) % 16_384)) : "";
        origin.AnswerEach($"HTTP/1.1 200 OK\r\nP: {padding}\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}{Evil}");
        SimulatedPeer client = gateway.Connect();

        for (int i = 0; i < 3; i++)
        {
            client.Send(Get);
            gateway.Pass(2);
            client.Take().ShouldEndWith("xx");
        }

        origin.Connections.Count.ShouldBe(3);
    }

    [Fact]
    public void ServerThatClosesAfterAPartOfItsHead_IsNotAskedAgain()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);
        origin.OnBytes = peer =>
        {
            peer.Send("HTTP/1.1 200 O");
            peer.Close();
        };

        client.Send(Get);
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 502 ");
        origin.Connections.Count.ShouldBe(1, "a part of an answer came: the server has acted on the request");
    }

    [Theory]
    [InlineData(Get, 2)]
    [InlineData("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 2)]
    [InlineData("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 2)]
    [InlineData(Post, 1)]
    [InlineData("PATCH / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 1)]
    [InlineData("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 1)]
    public void KeptConnectionThatClosesUnanswered_IsRepeatedOnceAndOnlyIfIdempotent(string request, int connections)
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);
        origin.OnBytes = peer => peer.Close();

        client.Send(request);
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 502 ");
        origin.Connections.Count.ShouldBe(connections);
    }

    /// <summary>
    /// A server that closes whatever it is asked on: it gets no more of the requests twice than the budget has, and none while requests are refused.
    /// </summary>
    [Theory]
    [InlineData(false, 9, 11)]
    [InlineData(true, 0, 0)]
    public void KeptConnectionsCloseAtEachRequest_NoMoreThanTheBudgetAreRepeatedAndNoneWhileRequestsAreRefused(bool isShedding, int least, int most)
    {
        using SimulatedGateway gateway = WithIdleConnections(20, out SimulatedOrigin origin, out List<SimulatedPeer> clients);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        if (isShedding)
        {
            pool.Gate.Control.Overflowed(0);
        }

        int asked = 0;
        origin.OnBytes = peer =>
        {
            asked++;
            peer.Close();
        };
        foreach (SimulatedPeer client in clients)
        {
            // Whether its server is dead is another question.
            pool.Servers[0].Set(ServerCondition.Ejected, false);
            client.Send(Get);
            gateway.Pass(0.001);
        }

        gateway.Pass(0.1);
        (asked - clients.Count).ShouldBeInRange(least, most);
        PoolCounters counters = gateway.Metrics.Pool("shop", 0);
        counters.RetryKinds[RetryLabels.IndexOf(RetryKind.KeptConnection)].ShouldBe(asked - clients.Count);
        (counters.RetriesRefused[RetryLabels.IndexOf(RetryRefusal.Shedding)] > 0, counters.RetriesRefused[RetryLabels.IndexOf(RetryRefusal.Budget)] > 0).ShouldBe((isShedding, !isShedding));
        clients.ShouldAllBe(client => client.Received.StartsWith("HTTP/1.1 502 "));
        pool.Health.Retries.Concurrent.ShouldBe(0);
    }

    [Fact]
    public void KeptConnectionHadClosedBeforeTheRequestLeft_WhileRequestsAreRefusedIsRepeatedAllTheSame()
    {
        using SimulatedGateway gateway = WithIdleConnections(1, out SimulatedOrigin origin, out List<SimulatedPeer> clients);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Gate.Control.Overflowed(0);
        while (pool.Health.Retries.TryBegin(1000))
        {
        }

        clients[0].Send(Get);
        origin.Connections[0].Close();
        gateway.Pass(1);

        clients[0].Received.ShouldEndWith("ok");
    }

    /// <summary>The pool has retries for all of them, but one client gets no more than its own ten.</summary>
    [Fact]
    public void OneClientsRequestsBreakKeptConnections_ItDoesNotTakeThePoolsBudget()
    {
        using SimulatedGateway gateway = WithIdleConnections(20, out SimulatedOrigin origin, out List<SimulatedPeer> clients);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Health.Retries.Earn(0, gateway.Network.Clock.NowNanoseconds);
        pool.Health.Retries.Earn(100_000, gateway.Network.Clock.NowNanoseconds + 1_000_000_000);
        double before = pool.Health.Retries.Tokens;
        before.ShouldBeGreaterThan(100);
        origin.OnBytes = peer => peer.Close();

        foreach (SimulatedPeer client in clients)
        {
            pool.Servers[0].Set(ServerCondition.Ejected, false);
            client.Send(Get);
            gateway.Pass(0.001);
        }

        // What twenty requests and a moment earn it comes on top.
        (before - pool.Health.Retries.Tokens).ShouldBeInRange(10, 15);
        pool.Health.Retries.Concurrent.ShouldBe(0);
    }

    [Fact]
    public void KeptConnectionIsBrokenBeforeAByteOfTheRequestLeaves_WhileRequestsAreRefusedTakesNothingOfTheBudget()
    {
        using SimulatedGateway gateway = WithIdleConnections(1, out SimulatedOrigin origin, out List<SimulatedPeer> clients);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Gate.Control.Overflowed(0);

        clients[0].Send(Get);
        origin.Connections[0].Abort();
        gateway.Pass(1);

        clients[0].Received.ShouldEndWith("ok");
        origin.Connections.Count.ShouldBe(2);
        pool.Health.Retries.Spent.ShouldBe(0);
    }

    [Fact]
    public void ProtectionIsOff_KeptConnectionIsReplacedAsAPlainBalancerDoes()
    {
        using SimulatedGateway gateway = WithIdleConnections(1, out SimulatedOrigin origin, out List<SimulatedPeer> clients, ProtectionMode.Off);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        while (pool.Health.Retries.TrySpend())
        {
        }

        bool first = true;
        Action<SimulatedPeer> answer = origin.OnBytes!;
        origin.OnBytes = peer =>
        {
            if (first)
            {
                first = false;
                peer.Close();
            }
            else
            {
                answer(peer);
            }
        };
        clients[0].Send(Get);
        gateway.Pass(1);

        clients[0].Received.ShouldEndWith("ok");
    }

    private static SimulatedGateway WithIdleConnections(int count, out SimulatedOrigin origin, out List<SimulatedPeer> clients, ProtectionMode protection = ProtectionMode.On)
    {
        SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Mode = protection } });
        SimulatedOrigin server = gateway.Origin();
        origin = server;
        clients = [.. Enumerable.Range(0, count).Select(_ => gateway.Connect())];
        clients.ForEach(client => client.Send(Get));
        gateway.Pass(0.1);
        server.Connections.Count.ShouldBe(count);
        server.Connections.ForEach(connection => connection.Send(Ok));
        gateway.Pass(0.1);
        clients.ForEach(client => client.Take().ShouldEndWith("ok"));
        server.AnswerEach(Ok);
        return gateway;
    }

    [Fact]
    public void ServerDiesWhileItsPortIsStillOpen_KeptAndFreshConnectionAreLost_AnotherServerAnswers()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin dying = gateway.Origin("10.0.0.1:80");
        SimulatedOrigin other = gateway.Origin("10.0.0.2:80");
        // The other one has no place meanwhile, so both connections go to the dying server.
        ServerState full = gateway.Worker.Pools[0].Snapshot.Servers[1];
        full.Limit = 1;
        full.TryEnter().ShouldBeTrue();
        dying.AnswerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        other.AnswerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nit");
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(0.01);
        int lost = 0;
        dying.OnBytes = peer =>
        {
            if (++lost == 2)
            {
                full.Leave();
            }

            peer.Close();
        };

        client.Send(Get);
        gateway.Pass(1);

        lost.ShouldBe(2);
        client.Received.ShouldEndWith("it");
    }

    [Fact]
    public void BodyThatIsNotWholeYet_IsNotRepeated()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);
        origin.OnBytes = peer => peer.Close();

        client.Send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
        gateway.Pass(1);
        client.Send("defghij");
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 502 ");
        client.Received.Split("HTTP/1.1 ").Length.ShouldBe(2, "the rest of the body is no request");
        origin.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public void ConnectionAfterAnEarlyAnswer_IsUsedByNobodyAgain()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);
        origin.OnBytes = peer => peer.Send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        client.Send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\nGET /admin HTTP/1.1\r\n");
        gateway.Pass(1);
        client.Send("Host: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 403 Forbidden\r\n");
        client.Received.ShouldContain("Connection: close\r\n");
        client.Received.Split("HTTP/1.1 ").Length.ShouldBe(2, "what follows an unfinished body is never a request");
        origin.Connections.ShouldHaveSingleItem().Ended.ShouldBeTrue();
    }

    [Fact]
    public void ClientThatLeavesBeforeItsAnswer_TakesTheServersConnectionAlong()
    {
        using SimulatedGateway gateway = WithIdleConnection(out SimulatedOrigin origin, out SimulatedPeer client);
        origin.OnBytes = null;

        client.Send(Get);
        gateway.Pass(1);
        client.Abort();
        gateway.Pass(1);
        origin.Connections[0].Send(Evil);
        SimulatedPeer other = gateway.Connect();
        origin.AnswerEach(Ok);
        other.Send(Get);
        gateway.Pass(1);

        other.Received.ShouldEndWith("ok");
        origin.Connections.Count.ShouldBe(2);
    }

    [Fact]
    public void PipelinedRequest_IsSentOnlyWhenTheOneBeforeIsAnswered()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();

        client.Send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(1);
        origin.Requests.ShouldStartWith("GET /1 ");
        origin.Requests.ShouldNotContain("/2");
        origin.Connections[0].Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        gateway.Pass(1);
        origin.Requests.ShouldNotContain("/2");
        origin.Connections[0].Send("k");
        gateway.Pass(1);

        origin.Requests.ShouldContain("GET /2 ");
    }

    [Fact]
    public void PipeliningClient_IsReadNoFurtherThanOneBufferAhead()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        string request = "GET /" + new string('a', 1000) + " HTTP/1.1\r\nHost: a\r\n\r\n";

        client.Send(string.Concat(Enumerable.Repeat(request, 200)));
        gateway.Pass(5);

        client.HasUnsent.ShouldBeTrue("64 KiB fit the simulated network and 20 KiB a buffer; the rest of 200 KB must wait at the client");
    }
}
