using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Clients and servers that take their time, on purpose or not: who is cut off, when, and who is not.</summary>
public sealed class SlowClientTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private static GatewayConfig With(TimeoutsConfig timeouts) => SimulatedGateway.ConfigFor() with { Timeouts = timeouts };

    [Fact]
    public void HeadThatTrickles_Is408WhenTheWholeHeadIsLateHoweverSteadilyItComes()
    {
        using SimulatedGateway gateway = new();
        SimulatedPeer client = gateway.Connect();
        string head = "GET /" + new string('a', 500);

        for (int second = 0; second < 9; second++)
        {
            client.Send(head[(second * 10)..((second * 10) + 10)]);
            gateway.Pass(1);
            client.Received.ShouldBeEmpty();
        }

        client.Send("more");
        gateway.Pass(1.5);

        client.Received.ShouldStartWith("HTTP/1.1 408 Request Timeout\r\n");
        client.Received.ShouldContain("Connection: close\r\n");
        client.Ended.ShouldBeTrue();
        gateway.Worker.Counters.HeadTimeouts.ShouldBe(1);
    }

    [Fact]
    public void HeadOfALaterRequest_HasItsDeadlineFromItsFirstByte()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(50);
        client.Take().ShouldEndWith("ok");

        client.Send("GET / HT");
        gateway.Pass(9.5);
        client.Received.ShouldBeEmpty();
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 408 ");
    }

    [Fact]
    public void ClientThatSaysNothingAfterAccept_IsClosedAfterTheHeadTimeout()
    {
        using SimulatedGateway gateway = new();
        SimulatedPeer client = gateway.Connect();

        gateway.Pass(9.5);
        client.Ended.ShouldBeFalse();
        gateway.Pass(1);

        client.Ended.ShouldBeTrue();
        client.Received.ShouldBeEmpty();
        gateway.Quota.Count.ShouldBe(0);
    }

    [Fact]
    public void IdleKeepAliveClient_IsClosedAfterTheIdleTimeAndCounted()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(59);
        client.Ended.ShouldBeFalse();
        gateway.Pass(2);

        client.Ended.ShouldBeTrue();
        gateway.Worker.Counters.IdleTimeouts.ShouldBe(1);
    }

    [Fact]
    public void BodyBelowTheMinimumRate_Is408AndClosed()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");

        for (int second = 0; second < 21; second++)
        {
            client.Send("1234567890");
            gateway.Pass(1);
        }

        client.Received.ShouldStartWith("HTTP/1.1 408 ");
        client.Ended.ShouldBeTrue();
        gateway.Worker.Counters.BodyTimeouts.ShouldBe(1);
        origin.Connections.ShouldHaveSingleItem().Ended.ShouldBeTrue("a request that was cut must not leave its connection usable");
    }

    [Fact]
    public void BodyAboveTheMinimumRate_IsServedHoweverLongItTakes()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.OnBytes = peer =>
        {
            if (peer.Received.EndsWith("end", StringComparison.Ordinal))
            {
                peer.Send(Ok);
            }
        };
        SimulatedPeer client = gateway.Connect();
        client.Send($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {(120 * 300) + 3}\r\n\r\n");

        for (int second = 0; second < 120; second++)
        {
            client.Send(new string('x', 300));
            gateway.Pass(1);
        }

        client.Send("end");
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        gateway.Worker.Counters.BodyTimeouts.ShouldBe(0);
    }

    [Fact]
    public void ReaderBelowTheMinimumRate_IsReset()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach($"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{new string('x', 1_000_000)}");
        SimulatedPeer client = gateway.Connect();
        client.Reads = false;
        client.Send(Get);

        for (int second = 0; second < 19; second++)
        {
            gateway.Pass(1);
            client.ReadSome(10);
        }

        gateway.Quota.Count.ShouldBe(1);
        gateway.Pass(2);

        gateway.Quota.Count.ShouldBe(0);
        gateway.Worker.Counters.BodyTimeouts.ShouldBe(1);
        client.Reads = true;
        client.OnReady(client.Socket, default);
        client.WasReset.ShouldBeTrue();
    }

    [Fact]
    public void ReaderAboveTheMinimumRate_GetsItAll()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach($"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n{new string('x', 200_000)}");
        SimulatedPeer client = gateway.Connect();
        client.Reads = false;
        client.Send(Get);

        for (int second = 0; second < 100; second++)
        {
            gateway.Pass(1);
            client.ReadSome(2500);
        }

        client.Received.Length.ShouldBeGreaterThan(200_000);
        gateway.Quota.Count.ShouldBe(1);
    }

    [Fact]
    public void ServerSilentInTheMiddleOfItsAnswer_ResetsTheClientAndCountsAgainstTheServer()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);

        gateway.Pass(55);
        client.WasReset.ShouldBeFalse();
        gateway.Pass(16);

        client.WasReset.ShouldBeTrue();
        Outcomes(gateway)[(int)RequestOutcome.ServerSilent].ShouldBe(1);
    }

    [Fact]
    public void EventStreamWithAHeartbeat_IsNotCutForBeingSlow()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);

        for (int i = 0; i < 20; i++)
        {
            origin.Connections[0].Send("2\r\n:\n\r\n");
            gateway.Pass(25);
        }

        client.Received.Split("2\r\n:\n\r\n").Length.ShouldBe(21);
        client.WasReset.ShouldBeFalse();
    }

    [Fact]
    public void ServerThatTakesNoMoreOfAnUpload_Is504()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
        gateway.Pass(1);
        origin.Connections[0].Reads = false;
        client.Send(new string('x', 1_000_000));

        gateway.Pass(80);

        client.Received.ShouldStartWith("HTTP/1.1 504 ");
        Outcomes(gateway)[(int)RequestOutcome.ServerSilent].ShouldBe(1);
    }

    [Fact]
    public void ServerThatNeverBegins_Is504AfterTheFirstByteTimeout()
    {
        using SimulatedGateway gateway = new(With(new TimeoutsConfig { FirstByte = TimeSpan.FromSeconds(7) }));
        gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);

        gateway.Pass(6.9);
        client.Received.ShouldBeEmpty();
        gateway.Pass(0.2);

        client.Received.ShouldStartWith("HTTP/1.1 504 ");
    }

    [Fact]
    public void ConnectThatNobodyAnswers_Is504AfterTriesWithinTheirTimes()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin();
        Foundation.NetworkAddress.TryParse("10.0.0.1:80", out Foundation.NetworkAddress address).ShouldBeTrue();
        gateway.Network.FaultsOf(address).IgnoreConnects = true;
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);

        gateway.Pass(7);

        client.Received.ShouldStartWith("HTTP/1.1 504 ");
    }

    private static Telemetry.LabelledCounts Outcomes(SimulatedGateway gateway) => gateway.Metrics.Pool("shop", 0).Outcomes;
}
