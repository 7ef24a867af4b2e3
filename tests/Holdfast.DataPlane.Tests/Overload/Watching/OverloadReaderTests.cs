using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class OverloadReaderTests
{
    private readonly SnapshotCompiler compiler = new(new VirtualClock(), workers: 1, seed: 1);

    [Fact]
    public void NewPool_ShowsTheLimitItStartsWith()
    {
        PoolReading reading = OverloadReader.Read(Compile(ProtectionMode.On), 0);
        reading.IsProtected.ShouldBeTrue();
        ServerReading server = reading.Servers.ShouldHaveSingleItem();
        (server.Limit, server.LimitReason, server.IsFixed, server.RestoredShare).ShouldBe((20, "start", false, 1));
    }

    [Fact]
    public void ServerThatComesBack_ShowsThatItsLimitIsHeldDown()
    {
        PoolSnapshot pool = Compile(ProtectionMode.On);
        pool.Servers[0].Cap = 2;
        ServerReading server = OverloadReader.Read(pool, 0).Servers[0];
        (server.Limit, server.LimitReason).ShouldBe((2, "capped"));
    }

    [Fact]
    public void WhoWaitsLongest_IsShownByClass()
    {
        PoolSnapshot pool = Compile(ProtectionMode.On);
        OverloadReader.Read(pool, 0).OldestWaits.ShouldBe([0, 0, 0, 0], "no queue yet");

        WaitQueue queue = new();
        pool.Gate.Queue = queue;
        queue.Add(new Waiter(0) { Class = RequestClass.Bulk, CostNanoseconds = 1, DeadlineNanoseconds = long.MaxValue }, 1_000_000);
        queue.Add(new Waiter(0) { Class = RequestClass.Bulk, CostNanoseconds = 1, DeadlineNanoseconds = long.MaxValue }, 3_000_000);
        queue.Expire(5_000_000);
        OverloadReader.Read(pool, 6_000_000).OldestWaits.ShouldBe([0, 0, 0, 5_000_000]);
    }

    [Fact]
    public void PoolWithoutProtection_HasNoLimits()
    {
        PoolReading reading = OverloadReader.Read(Compile(ProtectionMode.Off), 0);
        reading.IsProtected.ShouldBeFalse();
        reading.Servers.ShouldHaveSingleItem().Limit.ShouldBe(0);
    }

    [Fact]
    public void RouteLosesItsShareWithAReload_WhatWasRefusedOnTheWayIsCountedOn()
    {
        Refuse(Compile(ProtectionMode.On, share: 50).Gate.Bulkheads[0].Mail, 3);
        PoolSnapshot pool = Compile(ProtectionMode.On);
        pool.Gate.Bulkheads.ShouldBeEmpty();
        OverloadReader.Read(pool, 0).RefusedOnTheWay.ShouldBe((0, 3));
        Refuse(pool.Gate.Mail, 1);
        Refuse(Compile(ProtectionMode.On, share: 30).Gate.Bulkheads[0].Mail, 1);
        OverloadReader.Read(pool, 0).RefusedOnTheWay.ShouldBe((0, 5));
    }

    /// <summary>Too large to wait.</summary>
    private static void Refuse(QueueMail mail, int times)
    {
        QueueSettings bounds = QueueSettings.For(1, 1_000_000);
        for (int request = 0; request < times; request++)
        {
            mail.TryAdd(new Waiter(0) { Bytes = (int)bounds.Bytes + 1 }, bounds).ShouldBeFalse();
        }
    }

    private PoolSnapshot Compile(ProtectionMode mode, int? share = null) => compiler.Compile(
        new GatewayConfig
        {
            Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
            Routes = [new RouteConfig { Pool = "shop", MaximumShare = share }],
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:1" }], Protection = mode } },
        },
        new Dictionary<string, IReadOnlyList<IPAddress>>()).Pools[0];
}
