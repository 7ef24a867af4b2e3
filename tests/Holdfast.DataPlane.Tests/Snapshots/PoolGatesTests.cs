using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Snapshots;

public sealed class PoolGatesTests
{
    private static readonly Dictionary<string, IReadOnlyList<IPAddress>> NoNames = [];

    private readonly SnapshotCompiler compiler = new(new VirtualClock(), workers: 1, seed: 1);

    [Theory]
    [InlineData(100, 1, 64)]
    [InlineData(40, 1, 40)]
    [InlineData(0, 100, 100)]
    public void OperatorChangesTheBounds_WhatWasLearnedStaysWithinThem(int maximum, int minimum, int expected)
    {
        PoolSnapshot before = Compile(new PoolLimitsConfig());
        ServerControl control = before.Gate.Control.Find(before.Servers[0])!;
        control.Law.Restart(64);
        RouteBaseline route = Learn();

        PoolSnapshot after = Compile(new PoolLimitsConfig { Maximum = maximum, Minimum = minimum });

        after.Gate.ShouldBeSameAs(before.Gate);
        after.Gate.Control.Find(after.Servers[0])!.Law.Limit.ShouldBe(expected);
        after.Servers[0].OwnLimit.ShouldBe(expected);
        route.ExpectedNanoseconds.ShouldBeGreaterThan(0);
        latest.Routes[0].Baseline.ShouldBeSameAs(route);
    }

    [Fact]
    public void BoundsAreTakenAway_NewServersBeginAsEverywhere()
    {
        Compile(new PoolLimitsConfig { Minimum = 50 }).Servers[0].OwnLimit.ShouldBe(50);

        Compile(new PoolLimitsConfig(), "127.0.0.1:1", "127.0.0.1:2").Servers.Select(server => server.OwnLimit).ShouldBe([50, 20]);
    }

    [Fact]
    public void PoolLeaves_ItsNameBeginsAnew()
    {
        PoolSnapshot before = Compile(new PoolLimitsConfig());
        compiler.Compile(Config("other", new PoolLimitsConfig(), "127.0.0.1:1"), NoNames);

        Compile(new PoolLimitsConfig()).Gate.ShouldNotBeSameAs(before.Gate);
    }

    /// <summary>The control loop says nothing about the server any more, so its last word must not go on repelling requests.</summary>
    [Fact]
    public void ProtectionIsTakenAway_WhatTheServerWasJudgedByGoesWithIt()
    {
        ServerState server = Compile(new PoolLimitsConfig()).Servers[0];
        (server.Slowness, server.Failing) = (5, 32);

        Compile(new PoolLimitsConfig()).Servers[0].Failing.ShouldBe(32, "protection is on and another word has not been said");
        compiler.Compile(Config("shop", new PoolLimitsConfig(), "127.0.0.1:1") with { Protection = new ProtectionConfig { Mode = ProtectionMode.Off } }, NoNames)
            .Pools[0].Servers[0].ShouldBeSameAs(server);

        (server.OwnLimit, server.Slowness, server.Failing).ShouldBe((ServerState.Unlimited, 1f, 1f));
    }

    private RoutingSnapshot latest = null!;

    private RouteBaseline Learn()
    {
        RouteBaseline route = latest.Routes[0].Baseline;
        for (int answer = 0; answer < 60; answer++)
        {
            route.SamplesOf(0).RecordAnswer(1_000_000, lowUse: true);
        }

        route.Refresh(out _);
        return route;
    }

    private PoolSnapshot Compile(PoolLimitsConfig limits, params string[] servers)
    {
        latest = compiler.Compile(Config("shop", limits, servers.Length == 0 ? ["127.0.0.1:1"] : servers), NoNames);
        return latest.Pools[0];
    }

    private static GatewayConfig Config(string pool, PoolLimitsConfig limits, params string[] servers) => new()
    {
        Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
        Routes = [new RouteConfig { Pool = pool }],
        Pools = new Dictionary<string, PoolConfig> { [pool] = new() { Limits = limits, Servers = [.. servers.Select(address => new ServerConfig { Address = address })] } },
    };
}
