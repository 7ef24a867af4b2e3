namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Clients that go while a server works on their request.</summary>
public sealed class DepartureTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
    private const string Put = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [InlineData(Get)]
    [InlineData(Post)]
    public void Reset_EndsTheWorkAtOnce(string request)
    {
        using SimulatedGateway gateway = Begin(request, out SimulatedOrigin origin, out SimulatedPeer client);
        client.Abort();
        gateway.Pass(0.01);
        Over(origin).ShouldBeTrue();
        InFlight(gateway).ShouldBe(0);
    }

    [Fact]
    public void EndOfItsSideAfterAWhile_EndsTheWork()
    {
        using SimulatedGateway gateway = Begin(Get, out SimulatedOrigin origin, out SimulatedPeer client);
        gateway.Pass(0.5);
        client.ShutdownSend();
        gateway.Pass(0.01);
        Over(origin).ShouldBeTrue();
        InFlight(gateway).ShouldBe(0);
        gateway.Metrics.Pool("shop", 0).Outcomes[(int)RequestOutcome.ClientClosed].ShouldBe(1);
    }

    [Fact]
    public void EndOfItsSideBehindTheRequest_IsAHalfClosedClientThatReadsOn()
    {
        using SimulatedGateway gateway = Begin(Get, out SimulatedOrigin origin, out SimulatedPeer client);
        client.ShutdownSend();
        gateway.Pass(0.5);
        Over(origin).ShouldBeFalse();
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        client.Received.ShouldEndWith("ok");
    }

    [Theory]
    [InlineData(Post)]
    [InlineData(Put)]
    public void EndOfItsSideOfARequestThatChangesSomething_LetsTheServerFinish(string request)
    {
        using SimulatedGateway gateway = Begin(request, out SimulatedOrigin origin, out SimulatedPeer client);
        gateway.Pass(0.5);
        client.ShutdownSend();
        gateway.Pass(0.5);
        Over(origin).ShouldBeFalse();
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        client.Received.ShouldEndWith("ok");
    }

    [Fact]
    public void EndOfItsSideBehindFurtherRequests_AllAreServed()
    {
        using SimulatedGateway gateway = Begin(Get, out SimulatedOrigin origin, out SimulatedPeer client);
        gateway.Pass(0.5);
        client.Send(Get);
        client.ShutdownSend();
        gateway.Pass(0.5);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        origin.Connections[^1].Send(Ok);
        gateway.Pass(0.01);
        client.Received.Split("ok").Length.ShouldBe(3);
    }

    private static SimulatedGateway Begin(string request, out SimulatedOrigin origin, out SimulatedPeer client)
    {
        SimulatedGateway gateway = new();
        origin = gateway.Origin();
        client = gateway.Connect();
        client.Send(request);
        gateway.Pass(0.01);
        InFlight(gateway).ShouldBe(1);
        return gateway;
    }

    private static bool Over(SimulatedOrigin origin) => origin.Connections[0].Ended || origin.Connections[0].WasReset;

    private static int InFlight(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Servers[0].InFlight;
}
