using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>A server at its limit: requests wait for a slot and are bound to a server only when there is one.</summary>
public sealed class WaitingTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// <summary>One server with one slot, which the first client holds.</summary>
    private static SimulatedGateway Full(out SimulatedOrigin origin, out SimulatedPeer first, GatewayConfig? config = null)
    {
        SimulatedGateway gateway = new(config);
        origin = gateway.Origin();
        Server(gateway).Limit = 1;
        first = gateway.Connect();
        first.Send(Get);
        gateway.Pass(0.01);
        origin.Connections.Count.ShouldBe(1);
        return gateway;
    }

    private static ServerState Server(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Servers[0];

    private static PoolGate Gate(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Gate;

    private static SimulatedPeer Send(SimulatedGateway gateway, string request)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send(request);
        gateway.Pass(0.01);
        return client;
    }

    [Fact]
    public void AtTheLimit_RequestWaitsForTheSlot()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin, out SimulatedPeer first);
        SimulatedPeer second = Send(gateway, Get);

        origin.Connections.Count.ShouldBe(1);
        Gate(gateway).Waiting.ShouldBe(1);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.002);

        first.Received.ShouldEndWith("ok");
        origin.Requests.Split("GET").Length.ShouldBe(3);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        second.Received.ShouldEndWith("ok");
        Gate(gateway).Waiting.ShouldBe(0);
        Server(gateway).InFlight.ShouldBe(0);
    }

    [Fact]
    public void NoSlotInTime_IsShed()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin, out _);
        SimulatedPeer second = Send(gateway, Get);

        gateway.Pass(1);

        second.Received.ShouldStartWith("HTTP/1.1 503");
        second.Ended.ShouldBeFalse("shedding keeps the connection");
        Gate(gateway).Waiting.ShouldBe(0);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        Server(gateway).InFlight.ShouldBe(0);
    }

    [Fact]
    public void ClientThatLeavesWhileItWaits_CostsNoSlot()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin, out _);
        SimulatedPeer second = Send(gateway, Get);
        second.Close();
        gateway.Pass(0.005);
        SimulatedPeer third = Send(gateway, "GET /third HTTP/1.1\r\nHost: a\r\n\r\n");

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);

        origin.Requests.ShouldContain("/third");
        origin.Requests.Split("GET").Length.ShouldBe(3);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        third.Received.ShouldEndWith("ok");
        Server(gateway).InFlight.ShouldBe(0);
        gateway.Pass(1);
        Gate(gateway).Waiting.ShouldBe(0);
    }

    [Fact]
    public void ClientThatLeavesWhileItWaits_TakesNobodysPlaceInTheQueue()
    {
        using SimulatedGateway gateway = Full(out _, out _);
        SimulatedPeer second = Send(gateway, Get);
        Gate(gateway).Queue!.Count.ShouldBe(1);

        second.Close();
        gateway.Pass(0.001);

        (Gate(gateway).Queue!.Count, Gate(gateway).Queue!.Bytes, Gate(gateway).Waiting).ShouldBe((0, 0L, 0));
        Gate(gateway).Queue!.CountersOf((int)RequestClass.Default)!.Left.ShouldBe(1);
    }

    [Theory]
    [InlineData(10, 1792)]
    [InlineData(3000, 20 * 1024)]
    public void WaitingRequest_HoldsNoMoreThanItNeedsAndIsSentWhole(int cookie, int bytes)
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin, out _);
        string text = new('c', cookie);
        SimulatedPeer second = Send(gateway, $"POST /second HTTP/1.1\r\nHost: a\r\nCookie: {text}\r\nContent-Length: 4\r\n\r\nbody");
        Gate(gateway).Queue!.Bytes.ShouldBe(bytes);

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.002);
        origin.Requests.ShouldContain($"Cookie: {text}\r\n");
        origin.Requests.ShouldEndWith("\r\n\r\nbody");
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        second.Received.ShouldEndWith("ok");
        Gate(gateway).SlotsIdle!.Count.ShouldBe(1);
    }

    [Fact]
    public void ConnectionThatComesAfterTheDeadline_SendsNothing()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        config = config with { Routes = [config.Routes[0] with { Timeout = TimeSpan.FromMilliseconds(50) }] };
        using SimulatedGateway gateway = new(config);
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(0.2);
        client.Received.ShouldStartWith("HTTP/1.1 504");
        gateway.Metrics.Pool("shop", 0).ExpiredDispatches.ShouldBe(0);
    }

    [Fact]
    public void CriticalRequests_GoFirst()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        config = config with { Routes = [new RouteConfig { Pool = "shop", Match = new MatchConfig { Path = "/pay" }, Class = RequestClass.Critical }, .. config.Routes] };
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin, out _, config);
        _ = Send(gateway, "GET /look HTTP/1.1\r\nHost: a\r\n\r\n");
        _ = Send(gateway, "GET /pay HTTP/1.1\r\nHost: a\r\n\r\n");

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);

        origin.Requests.ShouldContain("/pay");
        origin.Requests.ShouldNotContain("/look");
    }

    [Fact]
    public void LimitThatIsRaised_LetsThoseWhoWaitGo()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin, out _);
        _ = Send(gateway, Get);

        Server(gateway).Limit = 2;
        gateway.Pass(0.011);

        origin.Connections.Count.ShouldBe(2);
    }

    [Fact]
    public void PoolThatIsRemoved_AnswersThoseWhoWait()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        using SimulatedGateway gateway = Full(out _, out _, config);
        SimulatedPeer second = Send(gateway, Get);

        gateway.Reload(new GatewayConfig
        {
            Routes = [new RouteConfig { Name = "new", Pool = "other" }],
            Pools = new Dictionary<string, PoolConfig> { ["other"] = new() { Servers = [new ServerConfig { Address = "10.0.0.2:80" }] } },
        });
        gateway.Pass(0.02);

        second.Received.ShouldStartWith("HTTP/1.1 503");
    }

    [Fact]
    public void ServerThatIsFull_IsPassedOverForOneWithRoom()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin one = gateway.Origin();
        SimulatedOrigin other = gateway.Origin("10.0.0.2:80");
        Server(gateway).Limit = 1;
        for (int i = 0; i < 20; i++)
        {
            _ = Send(gateway, Get);
        }

        one.Connections.Count.ShouldBeLessThanOrEqualTo(1);
        (one.Connections.Count + other.Connections.Count).ShouldBe(20);
        Gate(gateway).Waiting.ShouldBe(0);
    }

}
