using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class ServerDrainsTests
{
    private readonly SnapshotCompiler compiler = new(new VirtualClock(), workers: 1, seed: 1);
    private readonly ServerDrains drains = new();

    [Fact]
    public void DrainedServer_TakesNothingNew_UntilItIsGivenWorkAgain()
    {
        RoutingSnapshot snapshot = Compile("a", "b");
        drains.Set(snapshot, "shop", "a", drains: true).ShouldBe(ServerDrainResult.Applied);
        Of(snapshot, "a").Available.ShouldBeFalse();
        Of(snapshot, "a").IsHealthy.ShouldBeTrue("nothing is wrong with it");
        Of(snapshot, "b").Available.ShouldBeTrue();
        drains.Set(snapshot, "shop", "a", drains: true).ShouldBe(ServerDrainResult.Unchanged);
        Of(snapshot, "b").Set(ServerCondition.Ejected, true);
        drains.Set(snapshot, "shop", "a", drains: true).ShouldBe(ServerDrainResult.Unchanged, "it is drained already, whoever has gone since");
        Of(snapshot, "b").Set(ServerCondition.Ejected, false);

        drains.Set(snapshot, "shop", "a", drains: false).ShouldBe(ServerDrainResult.Applied);
        Of(snapshot, "a").Available.ShouldBeTrue();
        drains.Set(snapshot, "shop", "a", drains: false).ShouldBe(ServerDrainResult.Unchanged);
    }

    [Theory]
    [InlineData("shp", "a", ServerDrainResult.NoSuchPool)]
    [InlineData("shop", "z", ServerDrainResult.NoSuchServer)]
    public void WhatIsNotThere_IsRefused(string pool, string server, ServerDrainResult expected) =>
        drains.Set(Compile("a", "b"), pool, server, drains: true).ShouldBe(expected);

    [Fact]
    public void LastServerThatTakesRequests_IsNotDrained()
    {
        RoutingSnapshot snapshot = Compile("a", "b", "c");
        Of(snapshot, "b").Set(ServerCondition.Ejected, true);
        Of(snapshot, "c").Weight = 0;
        drains.Set(snapshot, "shop", "a", drains: true).ShouldBe(ServerDrainResult.LastOne);
        Of(snapshot, "a").Available.ShouldBeTrue();
    }

    [Fact]
    public void Reload_KeepsIt_AlsoAtAnotherAddress()
    {
        drains.Set(Compile("a", "b"), "shop", "a", drains: true);
        RoutingSnapshot moved = Compile(9, "a", "b");
        drains.ApplyTo(moved).ShouldBeEmpty();
        Of(moved, "a").Available.ShouldBeFalse();
    }

    [Fact]
    public void OnlyOtherServerLosesItsWeight_TheDrainEndsWhenThatHolds()
    {
        RoutingSnapshot snapshot = Compile("a", "b");
        drains.Set(snapshot, "shop", "a", drains: true);
        drains.ApplyTo(snapshot).ShouldBeEmpty();
        Of(snapshot, "b").Weight = 0;
        drains.ApplyTo(snapshot).ShouldBe(["shop"]);
        Of(snapshot, "a").Available.ShouldBeTrue();
    }

    [Fact]
    public void ServerThatHasLeft_IsForgotten()
    {
        drains.Set(Compile("a", "b"), "shop", "a", drains: true);
        drains.ApplyTo(Compile("b", "c")).ShouldBeEmpty();
        RoutingSnapshot back = Compile("a", "b");
        drains.ApplyTo(back);
        Of(back, "a").Available.ShouldBeTrue();
    }

    [Fact]
    public void ReloadThatLeavesNoOther_TakesTheWordBack()
    {
        drains.Set(Compile("a", "b"), "shop", "a", drains: true);
        RoutingSnapshot alone = Compile("a");
        drains.ApplyTo(alone).ShouldBe(["shop"]);
        Of(alone, "a").Available.ShouldBeTrue();
    }

    [Fact]
    public void Successor_FindsTheWord()
    {
        RoutingSnapshot snapshot = Compile("a", "b");
        Of(snapshot, "a").Orders.IsDrained = true;
        ServerDrains successor = new();
        successor.Inherit(snapshot);
        Of(snapshot, "a").Available.ShouldBeFalse();
        successor.Set(snapshot, "shop", "a", drains: false).ShouldBe(ServerDrainResult.Applied);
        (Of(snapshot, "a").Available, Of(snapshot, "a").Orders.IsDrained).ShouldBe((true, false));
    }

    [Fact]
    public void DrainedServer_IsNoneThatWasTakenOut_InTheRecordOfSeconds()
    {
        RoutingSnapshot snapshot = Compile("a", "b");
        drains.Set(snapshot, "shop", "a", drains: true);
        Telemetry.ServerLevels levels = LevelsReader.Read(snapshot.Pools[0]).Servers[0];
        (levels.IsAvailable, levels.Weight, levels.OutBecause).ShouldBe((true, 0, null));
    }

    private static ServerState Of(RoutingSnapshot snapshot, string server) => Array.Find(snapshot.Pools[0].Servers, one => one.Name == server)!;

    private RoutingSnapshot Compile(params string[] servers) => Compile(1, servers);

    private RoutingSnapshot Compile(int host, params string[] servers) => compiler.Compile(
        new GatewayConfig
        {
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [.. servers.Select((name, index) => new ServerConfig { Name = name, Address = $"10.0.0.{host}:{80 + index}" })] } },
        },
        new Dictionary<string, IReadOnlyList<IPAddress>>());
}
