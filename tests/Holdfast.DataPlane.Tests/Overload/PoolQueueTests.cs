using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;

namespace Holdfast.DataPlane.Tests.Overload;

/// <summary>A pool's queue at its owner: who gets the slot that comes free, and what becomes of the others.</summary>
public class PoolQueueTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void SlotComesFree_TheFirstOfThoseWhoWaitHasItWithinTheTurn()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin);
        SimulatedPeer second = Send(gateway, "/second");
        SimulatedPeer third = Send(gateway, "/third");
        PoolGate gate = GateOf(gateway);
        gate.Waiting.ShouldBe(2);

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.001);

        gate.Waiting.ShouldBe(1);
        origin.Requests.ShouldContain("/second");
        origin.Requests.ShouldNotContain("/third");
        gate.SlotsIdle!.Count.ShouldBe(1);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.001);
        (second.Received.EndsWith("ok", StringComparison.Ordinal), third.Received).ShouldBe((true, string.Empty));
        gate.Waiting.ShouldBe(0);
    }

    [Fact]
    public void NobodyIsServed_EachGoesWhenItsPatienceIsOver_AndTheQueueIsEmpty()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin);
        SimulatedPeer second = Send(gateway, "/second");

        gateway.Pass(3);

        second.Received.ShouldStartWith("HTTP/1.1 503");
        origin.Requests.ShouldNotContain("/second");
        (GateOf(gateway).Waiting, GateOf(gateway).Queue!.Count, GateOf(gateway).BusySince).ShouldBe((0, 0, 0L));
    }

    [Fact]
    public void QueueIsFull_WhoIsPushedOutLowersTheThreshold()
    {
        using SimulatedGateway gateway = Full(out _);
        GateOf(gateway).Queue!.Configure(QueueSettings.For(1, 1_000_000));
        GateOf(gateway).Control.Threshold.AdmitsAll.ShouldBeTrue();

        SimulatedPeer[] waiting = [.. Enumerable.Range(0, QueueSettings.MinimumCount + 1).Select(number => Send(gateway, $"/{number}", pass: 0.0005))];

        waiting.Count(client => client.Received.StartsWith("HTTP/1.1 503", StringComparison.Ordinal)).ShouldBe(1);
        GateOf(gateway).Control.Threshold.AdmitsAll.ShouldBeFalse();
    }

    [Fact]
    public void PoolLeavesTheConfiguration_ThoseWhoWaitAreToldThatThereIsNoServer()
    {
        using SimulatedGateway gateway = Full(out _);
        SimulatedPeer second = Send(gateway, "/second");
        PoolGate gate = GateOf(gateway);

        gateway.Reload(gateway.Config with
        {
            Routes = [new RouteConfig { Pool = "other", Match = new MatchConfig { Path = "/*" } }],
            Pools = new Dictionary<string, PoolConfig> { ["other"] = new() { Servers = [new ServerConfig { Address = "10.0.0.9:80" }] } },
        });
        gateway.Pass(0.005);

        second.Received.ShouldStartWith("HTTP/1.1 503");
        gate.Waiting.ShouldBe(0);
    }

    /// <summary>One server with one slot, which the first client holds.</summary>
    private static SimulatedGateway Full(out SimulatedOrigin origin)
    {
        SimulatedGateway gateway = new();
        origin = gateway.Origin();
        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 1;
        Send(gateway, "/first");
        return gateway;
    }

    private static SimulatedPeer Send(SimulatedGateway gateway, string path, double pass = 0.002)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(pass);
        return client;
    }

    private static PoolGate GateOf(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Gate;
}
