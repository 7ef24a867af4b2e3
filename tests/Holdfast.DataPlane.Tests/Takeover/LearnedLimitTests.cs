using System.Net;
using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Takeover;

public sealed class LearnedLimitTests
{
    private static readonly GatewayConfig Config = new()
    {
        Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
        Routes = [new RouteConfig { Pool = "shop" }],
        Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:1" }, new ServerConfig { Address = "127.0.0.1:2" }] } },
    };

    private readonly RoutingSnapshot snapshot = Compile(null);

    [Fact]
    public void AfterACrash_ServersBeginWithHalf()
    {
        LearnedLimit.Apply([new("shop", "127.0.0.1:1", "127.0.0.1:1", 90), new("shop", "gone", "127.0.0.1:9", 5), new("gone", "a", "b", 5)], snapshot);
        snapshot.Pools[0].Servers.Select(server => server.Limit).ShouldBe([45, 20]);
        LearnedLimit.Of(snapshot).ShouldBe([new("shop", "127.0.0.1:1", "127.0.0.1:1", 90)], "until it has learned for itself, half of half would be wrong");
    }

    [Fact]
    public void NothingLearned_IsNothingToKeep() => LearnedLimit.Of(snapshot).ShouldBeEmpty();

    [Fact]
    public void Successor_GoesOnFromThePredecessorsLimits()
    {
        using SharedLimits old = SharedLimits.TryCreate()!;
        RoutingSnapshot running = Compile(old);
        running.Pools[0].Servers[0].Limits.NoteLearned(77);
        using SharedLimits next = Sharing.TryJoin(old)!;
        RoutingSnapshot started = Compile(next);
        ServerControl control = started.Pools[0].Gate.Control.Servers[0];
        control.Law.Limit.ShouldBe(77);
        next.TakeCharge();
        started.Pools[0].Gate.Control.Tick(200_000_000, default);
        Array.ForEach(started.Pools[0].Servers, server => server.Limits.PutInForce());
        started.Pools[0].Servers[0].Limit.ShouldBe(77);
        LearnedLimit.Of(started).ShouldContain(new LearnedLimit("shop", "127.0.0.1:1", "127.0.0.1:1", 77));
    }

    [Fact]
    public void ProcessThatLeaves_KeepsNothingMore()
    {
        using SharedLimits old = SharedLimits.TryCreate()!;
        RoutingSnapshot running = Compile(old);
        LearnedLimit.Apply([new("shop", "127.0.0.1:1", "127.0.0.1:1", 90)], running);
        LearnedLimit.Of(running).ShouldHaveSingleItem();
        using SharedLimits next = Sharing.TryJoin(old)!;
        LearnedLimit.Of(running).ShouldHaveSingleItem("its successor does not serve yet");
        next.TakeCharge();
        LearnedLimit.Of(running).ShouldBeEmpty();
    }

    [Fact]
    public void Successor_KeepsTheOperatorsLimitBeforeItsControlLoopRuns()
    {
        using SharedLimits old = SharedLimits.TryCreate()!;
        Compile(old).Pools[0].Servers[0].Orders.FixedLimit = 5;
        using SharedLimits next = Sharing.TryJoin(old)!;
        RoutingSnapshot started = Compile(next);
        new LimitOverrides().Inherit(started, Config);
        next.TakeCharge();
        Array.ForEach(started.Pools[0].Servers, server => server.Limits.PutInForce());
        started.Pools[0].Servers[0].Limit.ShouldBe(5);
    }

    private static RoutingSnapshot Compile(SharedLimits? shared) =>
        new SnapshotCompiler(new VirtualClock(), workers: 1, seed: 1, shared).Compile(Config, new Dictionary<string, IReadOnlyList<IPAddress>>());
}
