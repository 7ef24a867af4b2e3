using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class SlotSweepTests
{
    private readonly PoolSnapshot pool;
    private readonly SlotSweep sweep = new();

    public SlotSweepTests()
    {
        pool = new SnapshotCompiler(new VirtualClock(), workers: 1, seed: 1).Compile(
            new GatewayConfig
            {
                Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
                Routes = [new RouteConfig { Pool = "shop" }],
                Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:1" }, new ServerConfig { Address = "127.0.0.1:2" }] } },
            },
            new Dictionary<string, IReadOnlyList<IPAddress>>()).Pools[0];
    }

    private ServerState Server => pool.Servers[0];

    [Fact]
    public void LimitThatFalls_IsNoOverrun()
    {
        Enter(20);
        sweep.Look(pool);
        Server.Limit = 3;
        sweep.Look(pool);
        sweep.Look(pool);
        sweep.OverrunsOf(Server).ShouldBe(0);
    }

    [Fact]
    public void LimitThatRoseAndFellBetweenTwoLooks_IsNoOverrun()
    {
        Server.Limit = 3;
        sweep.Look(pool);
        Server.Limit = 10;
        Enter(10);
        Server.Limit = 3;
        sweep.Look(pool);
        sweep.OverrunsOf(Server).ShouldBe(0);
        // From now on the note of the higher limit is gone.
        Server.Traffic++;
        sweep.Look(pool);
        sweep.OverrunsOf(Server).ShouldBe(1);
    }

    [Fact]
    public void RequestsBeyondTheLimit_AreCountedEach()
    {
        Server.Limit = 3;
        sweep.Look(pool);
        Enter(3);
        Server.Traffic += 2;
        sweep.Look(pool);
        sweep.OverrunsOf(Server).ShouldBe(2);
        sweep.OverrunsOf(pool.Servers[1]).ShouldBe(0);
        sweep.Look(pool);
        sweep.OverrunsOf(Server).ShouldBe(2, "the same ones are no new ones");
    }

    [Fact]
    public void ManyThreadsAndChangingLimits_AreNoOverruns()
    {
        bool stop = false;
        Thread[] workers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (Server.TryEnter())
                {
                    Server.Leave();
                }
            }
        }))];
        Thread setter = new(() =>
        {
            for (int i = 0; !Volatile.Read(ref stop); i++)
            {
                Server.Limit = 1 + (i % 5);
                Server.Cap = 1 + (i % 3);
            }
        });
        Array.ForEach(workers, worker => worker.Start());
        setter.Start();
        for (int look = 0; look < 200_000; look++)
        {
            sweep.Look(pool);
        }

        Volatile.Write(ref stop, true);
        Array.ForEach(workers, worker => worker.Join());
        setter.Join();
        sweep.OverrunsOf(Server).ShouldBe(0);
    }

    [Fact]
    public void SlotThatStandsFreeBesideAWaiter_IsCounted()
    {
        Wait();
        sweep.Look(pool).ShouldBeTrue();
        sweep.LookAgain(pool);
        sweep.Look(pool);
        sweep.IdleSlots.ShouldBe(2, "both servers have room");
    }

    /// <summary>Its worker had no processor for longer than it takes to see a slot: that tells of the machine.</summary>
    [Theory]
    [InlineData(4_900_000, 2)]
    [InlineData(5_000_000, 0)]
    public void MachineGaveTheWorkerNoProcessor_SlotIsNotCounted(long delayNanoseconds, int counted)
    {
        long delay = 70_000_000;
        SlotSweep busy = new(_ => delay);
        Wait();
        busy.Look(pool).ShouldBeTrue();
        delay += delayNanoseconds;
        busy.LookAgain(pool);
        busy.Look(pool);
        busy.IdleSlots.ShouldBe(counted);
    }

    /// <summary>The kernel books the wait of a thread for a processor when it is over, and not while it goes on.</summary>
    [Theory]
    [InlineData(60_000_000, 0)]
    [InlineData(0, 2)]
    public void OwnerHasNotTurnedSinceTheSecondLook_SlotIsJudgedWhenItHas(long delayNanoseconds, int counted)
    {
        long delay = 0;
        SlotSweep starved = new(_ => delay);
        GatewayCounters owner = new MetricCatalog(Gateway.LabelsOfMetrics(), new VirtualClock()).Gateway(0);
        owner.LoopTurns = 7;
        pool.Gate.OwnerCounters = owner;
        Wait();
        starved.Look(pool).ShouldBeTrue();
        starved.LookAgain(pool);
        starved.Look(pool).ShouldBeFalse("the slots of the last look are not judged yet");
        starved.LookAgain(pool);
        starved.IdleSlots.ShouldBe(0);

        delay = delayNanoseconds;
        owner.LoopTurns++;
        starved.Look(pool).ShouldBeTrue();
        starved.IdleSlots.ShouldBe(counted);
    }

    [Fact]
    public void SlotBetweenTwoRequests_IsNotIdle()
    {
        Wait();
        sweep.Look(pool).ShouldBeTrue();
        foreach (ServerState server in pool.Servers)
        {
            server.TryEnter().ShouldBeTrue();
            server.Leave();
        }

        sweep.LookAgain(pool);
        sweep.Look(pool);
        sweep.IdleSlots.ShouldBe(0);
    }

    [Fact]
    public void WaiterThatWentAndAnotherThatCame_HadNoIdleSlot()
    {
        Wait();
        sweep.Look(pool).ShouldBeTrue();
        pool.Gate.NoteBusy(false, 3_000_000);
        pool.Gate.NoteBusy(true, 4_000_000);
        sweep.LookAgain(pool);
        sweep.Look(pool);
        sweep.IdleSlots.ShouldBe(0);
    }

    [Theory]
    [InlineData("nobody waits")]
    [InlineData("all are full")]
    [InlineData("all drain")]
    [InlineData("no weight")]
    [InlineData("barred")]
    public void NoSlotThatTheWaiterMayHave_IsNotLookedAtAgain(string why)
    {
        Wait();
        foreach (ServerState server in pool.Servers)
        {
            server.Limit = why == "all are full" ? 1 : server.Limit;
            server.TryEnter();
            server.Draining = why == "all drain";
            server.Weight = why == "no weight" ? 0 : server.Weight;
        }

        pool.Gate.AreAllBarred = why == "barred";
        if (why == "nobody waits")
        {
            pool.Gate.EndWait();
        }

        sweep.Look(pool).ShouldBeFalse();
        sweep.LookAgain(pool);
        sweep.Look(pool);
        sweep.IdleSlots.ShouldBe(0);
    }

    private void Wait()
    {
        pool.Gate.BeginWait();
        pool.Gate.NoteBusy(true, 1_000_000);
    }

    private void Enter(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Server.TryEnter().ShouldBeTrue();
        }
    }
}
