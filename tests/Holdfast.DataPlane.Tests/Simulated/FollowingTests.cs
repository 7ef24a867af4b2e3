using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Requests that wait for one pool while a reload moves their route to another and removes the first.</summary>
public sealed class FollowingTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void KeptConnectionOfTheNewPoolIsStale_IsSentAgain()
    {
        using SimulatedGateway gateway = new(Config(moved: false));
        SimulatedOrigin blue = gateway.Origin("10.0.0.1:80");
        SimulatedOrigin green = gateway.Origin("10.0.0.2:80");
        blue.OnBytes = null;
        green.AnswerEach(Ok);
        Send(gateway, "/green").Received.ShouldEndWith("ok");
        SimulatedPeer waiting = WaitAtBlue(gateway);
        green.OnBytes = null;

        gateway.Reload(Config(moved: true));
        gateway.Pass(0.003);
        green.Connections.Count.ShouldBe(1, "it was sent on the kept connection");
        green.AnswerEach(Ok);
        green.Connections[0].Close();
        gateway.Pass(0.01);

        waiting.Received.ShouldStartWith("HTTP/1.1 200");
        green.Connections.Count.ShouldBe(2);
    }

    [Fact]
    public void RouteHasAShare_CountsInTheNewPoolsShareAndWaitsThere()
    {
        using SimulatedGateway gateway = new(Config(moved: false));
        gateway.Origin("10.0.0.1:80").OnBytes = null;
        SimulatedOrigin green = gateway.Origin("10.0.0.2:80");
        green.OnBytes = null;
        Server(gateway, "green").Limit = 1;
        Send(gateway, "/green");
        SimulatedPeer waiting = WaitAtBlue(gateway);
        Bulkhead before = Share(gateway);

        gateway.Reload(Config(moved: true));
        gateway.Pass(0.003);

        Bulkhead after = Share(gateway);
        after.ShouldNotBe(before);
        (before.Queue.Count, after.Queue.Count).ShouldBe((0, 1), "the old one's queue belongs to the old pool's worker");
        green.Connections[0].Send(Ok);
        gateway.Pass(0.003);
        (before.InFlight, after.InFlight).ShouldBe((1, 1), "one is still at the old pool");
        green.Connections[0].Send(Ok);
        gateway.Pass(0.003);
        waiting.Received.ShouldEndWith("ok");
        after.InFlight.ShouldBe(0);
    }

    /// <summary>The new pool's servers are judged by what the route takes there, which nobody would learn if the old figures were taught.</summary>
    [Fact]
    public void RequestIsAnsweredByTheNewPool_WhatItTookAndThatItWasServedIsLearnedThere()
    {
        using SimulatedGateway gateway = new(Config(moved: false));
        gateway.Origin("10.0.0.1:80").OnBytes = null;
        gateway.Origin("10.0.0.2:80").AnswerEach(Ok);
        SimulatedPeer waiting = WaitAtBlue(gateway);
        RouteSnapshot before = Route(gateway);

        gateway.Reload(Config(moved: true));
        gateway.Pass(0.01);

        waiting.Received.ShouldEndWith("ok");
        RouteSnapshot after = Route(gateway);
        (before.Baseline.SamplesOf(0).Count, after.Baseline.SamplesOf(0).Count).ShouldBe((0, 1));
        (Served(before), Served(after)).ShouldBe((0, 1));
    }

    private static long Served(RouteSnapshot route) => route.Bulkhead!.Control.SamplesOf(0).Completions();

    private static RouteSnapshot Route(SimulatedGateway gateway) => gateway.Worker.Snapshot.Routes.Single(route => route.Name == "shop");

    private static SimulatedPeer WaitAtBlue(SimulatedGateway gateway)
    {
        Server(gateway, "blue").Limit = 1;
        Send(gateway, "/");
        SimulatedPeer waiting = Send(gateway, "/");
        waiting.Received.ShouldBeEmpty();
        return waiting;
    }

    private static Bulkhead Share(SimulatedGateway gateway) => Route(gateway).Bulkhead!;

    private static ServerState Server(SimulatedGateway gateway, string pool) =>
        gateway.Worker.Pools.Single(each => each.Snapshot.Name == pool).Snapshot.Servers[0];

    private static SimulatedPeer Send(SimulatedGateway gateway, string path)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.002);
        return client;
    }

    private static GatewayConfig Config(bool moved)
    {
        RouteConfig other = new() { Name = "other", Pool = "green", Match = new MatchConfig { Path = "/green" } };
        RouteConfig shop = new() { Name = "shop", Pool = moved ? "green" : "blue", Match = new MatchConfig { Path = "/*" }, MaximumShare = 100 };
        Dictionary<string, PoolConfig> pools = new() { ["green"] = new() { Servers = [new ServerConfig { Address = "10.0.0.2:80" }] } };
        if (!moved)
        {
            pools["blue"] = new() { Servers = [new ServerConfig { Address = "10.0.0.1:80" }] };
        }

        return new GatewayConfig { Routes = [other, shop], Pools = pools };
    }
}
