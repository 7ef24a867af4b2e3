using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload;

public sealed class FreeSlotTests
{
    private const int Many = 1_000;

    [Fact]
    public void PoolOfThousands_TheOnlyFreeSlotIsFoundWhereverItIs()
    {
        PoolState pool = Pool(Many);
        ServerState[] servers = pool.Snapshot.Servers;
        Array.ForEach(servers, server => server.Limit = 1);
        Array.ForEach(servers, server => server.TryEnter().ShouldBeTrue());
        var random = new SeededRandom(7);
        for (int round = 0; round < 200; round++)
        {
            FreeSlot.Roomiest(pool, avoid: null).ShouldBeNull();
            ServerState free = servers[random.Next(Many)];
            free.Leave();
            pool.LookFrom = random.Next(Many);
            FreeSlot.Roomiest(pool, avoid: null).ShouldBe(free, $"round {round}");
            FreeSlot.Roomiest(pool, avoid: free).ShouldBeNull();
            free.TryEnter().ShouldBeTrue();
        }
    }

    /// <summary>Where all have room a few are looked at, and others each time: nobody's slots are taken before the others'.</summary>
    [Fact]
    public void PoolOfThousandsWithRoom_RequestsAreSpreadAndFewServersAreLookedAtForEach()
    {
        PoolState pool = Pool(Many);
        ServerState[] servers = pool.Snapshot.Servers;
        Array.ForEach(servers, server => server.Limit = 10);
        int before = pool.LookFrom;
        FreeSlot.Roomiest(pool, avoid: null).ShouldNotBeNull();
        (pool.LookFrom - before).ShouldBeInRange(1, 100);

        for (int i = 0; i < 5 * Many; i++)
        {
            FreeSlot.Roomiest(pool, avoid: null)!.TryEnter().ShouldBeTrue();
        }

        servers.Max(server => server.InFlight).ShouldBeLessThanOrEqualTo(6);
        servers.Min(server => server.InFlight).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void SmallPool_TheOneWithMostOfItsLimitLeftIsFoundEachTime()
    {
        PoolState pool = Pool(60);
        ServerState[] servers = pool.Snapshot.Servers;
        Array.ForEach(servers, server => server.Limit = 4);
        Array.ForEach(servers, server => server.TryEnter());
        servers[50].Limit = 8;
        for (int i = 0; i < 5; i++)
        {
            FreeSlot.Roomiest(pool, avoid: null).ShouldBe(servers[50]);
            pool.LookFrom.ShouldBe(0);
        }

        FreeSlot.Roomiest(pool, avoid: servers[50]).ShouldBe(servers[0]);
        servers[0].Draining = true;
        FreeSlot.Roomiest(pool, avoid: servers[50]).ShouldBe(servers[1]);
    }

    private static PoolState Pool(int count)
    {
        ServerConfig[] servers = [.. Enumerable.Range(0, count).Select(i => new ServerConfig { Address = $"10.0.{i / 250}.{1 + (i % 250)}:80" })];
        GatewayConfig config = new()
        {
            Routes = [new RouteConfig { Pool = "shop" }],
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = servers } },
        };
        PoolSnapshot snapshot = new SnapshotCompiler(new VirtualClock(), workers: 1, seed: 1).Compile(config, new Dictionary<string, IReadOnlyList<IPAddress>>()).Pools[0];
        return new PoolState(snapshot, BalancerRegistry.Create(snapshot.Balance, snapshot.Servers, new SeededRandom(1), null), snapshot.Gate.Control.SamplesOf(0));
    }
}
