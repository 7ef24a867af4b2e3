using Holdfast.Foundation;
using Holdfast.Networking.Simulated;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload;

/// <summary>A waiter of one worker in a queue of another, and its way home: turns are taken by hand.</summary>
public sealed class QueueSetTests : IDisposable
{
    private readonly SimulatedNetwork network = new(new VirtualClock(), new SeededRandom(1));
    private readonly Worker owner;
    private readonly Worker home;
    private readonly PoolGate gate;

    public QueueSetTests()
    {
        network.Clock.Advance(TimeSpan.FromHours(1));
        WorkerEnvironment environment = new()
        {
            Network = network,
            Clock = network.Clock,
            Seed = 1,
            Metrics = new MetricCatalog(Gateway.LabelsOfMetrics(), network.Clock),
            AccessLog = null,
            Clients = new ClientQuota(10, 10),
            BuffersMaximum = 10,
            OnAdopted = (_, _) => { },
        };
        owner = new Worker(0, environment);
        home = new Worker(1, environment);
        environment.Peers = [owner, home];
        gate = new PoolGate("shop", 0, new PoolControl(LimitSettings.Default, 2, [], network.Clock.NowNanoseconds), 2);
    }

    public void Dispose()
    {
        owner.Dispose();
        home.Dispose();
    }

    [Fact]
    public void ClientLeavesWhileItsWaiterStandsInTheQueue_ItComesHomeAtTheOwnersNextTurn()
    {
        Waiter waiter = Enqueue();
        owner.Queues.Run();
        gate.Queue!.Count.ShouldBe(1);

        Leave(waiter);
        home.Queues.Run();
        IsHome(waiter).ShouldBeFalse("its owner has it");
        owner.Queues.HasWork.ShouldBeTrue();
        owner.Queues.Run();

        (gate.Queue!.Count, gate.Waiting).ShouldBe((0, 0));
        home.Queues.Run();
        IsHome(waiter).ShouldBeTrue();
    }

    [Fact]
    public void ClientLeavesWhileItsWaiterIsOnTheWay_ItNeverEntersTheQueue()
    {
        Waiter waiter = Enqueue();
        Leave(waiter);

        owner.Queues.Run();
        (gate.Queue!.Count, gate.Waiting, gate.Queue.CountersOf(1)).ShouldBe((0, 0, null));
        home.Queues.Run();
        IsHome(waiter).ShouldBeTrue();
    }

    [Fact]
    public void QueueGivesItUpBeforeTheNoticeComes_ItIsNotUsedAnewWhileThatIsOnTheWay()
    {
        Waiter waiter = Enqueue();
        owner.Queues.Run();
        waiter.TryEnd(WaitEnd.Cancelled).ShouldBeTrue();
        network.Clock.Advance(TimeSpan.FromSeconds(5));
        owner.Timers.Advance(network.Clock.NowNanoseconds);
        owner.Queues.Run();
        (gate.Queue!.Count, gate.Waiting).ShouldBe((0, 0));
        home.Queues.Run();
        IsHome(waiter).ShouldBeFalse("the notice that it is withdrawn would find it in use by another");

        home.Queues.Withdraw(waiter);
        owner.Queues.Run();
        home.Queues.Run();
        gate.Waiting.ShouldBe(0);
        IsHome(waiter).ShouldBeTrue();
    }

    [Fact]
    public void QueueGivesItUpAndTheNoticeComesInTheSameTurn_ItComesHomeOnce()
    {
        Waiter waiter = Enqueue();
        owner.Queues.Run();
        Leave(waiter);
        network.Clock.Advance(TimeSpan.FromSeconds(5));
        owner.Timers.Advance(network.Clock.NowNanoseconds);

        // The quickest that its own worker can be: before the owner does anything else.
        ((SimulatedLoop)home.Loop).OnWake = home.Queues.Run;
        owner.Queues.Run();

        gate.Waiting.ShouldBe(0);
        IsHome(waiter).ShouldBeTrue();
        IsHome(waiter).ShouldBeFalse("two requests would share it");
    }

    /// <summary>Its worker has not heard of the reload yet that took the pool away.</summary>
    [Fact]
    public void WaiterComesAfterItsPoolHasLeft_IsToldAtOnceThatThereIsNoServer()
    {
        Enqueue();
        owner.Queues.Run();
        owner.Queues.Adopt([]);
        owner.Queues.Run();
        home.Queues.Run();
        gate.Waiting.ShouldBe(0);

        Waiter late = Enqueue();
        owner.Queues.Run();

        late.End.ShouldBe(WaitEnd.NoServer);
        home.Queues.Run();
        (gate.Waiting, IsHome(late)).ShouldBe((0, true));
    }

    /// <summary>The owner is held up. What is refused comes home by itself, in the same turn, and lowers the threshold.</summary>
    [Fact]
    public void OwnerTakesNoMail_NoMoreAreOnTheirWayThanMayWait()
    {
        Enqueue();
        owner.Queues.Run();
        gate.Queue!.Configure(QueueSettings.For(1, 1_000_000));
        Waiter[] waiters = [.. Enumerable.Range(0, QueueSettings.MinimumCount + 3).Select(_ => Enqueue())];

        waiters.Count(waiter => waiter.End == WaitEnd.PushedOut).ShouldBe(3);
        gate.Waiting.ShouldBe(1 + QueueSettings.MinimumCount);
        (gate.Mail.RefusedForCount, gate.Control.Threshold.AdmitsAll).ShouldBe((3, false));
        home.Queues.HasWork.ShouldBeTrue();
        home.Queues.Run();
        IsHome(waiters[^1]).ShouldBeTrue();

        owner.Queues.Run();
        Enqueue().End.ShouldBe(WaitEnd.None, "there is room again");
    }

    [Fact]
    public void NobodyLeaves_TheQueueGivesItUpInTime()
    {
        Waiter waiter = Enqueue();
        owner.Queues.Run();
        network.Clock.Advance(TimeSpan.FromSeconds(5));
        owner.Timers.Advance(network.Clock.NowNanoseconds);
        owner.Queues.Run();
        waiter.End.ShouldBe(WaitEnd.Expired);
        waiter.TryEnd(WaitEnd.Cancelled).ShouldBeFalse();
        home.Queues.Run();
        IsHome(waiter).ShouldBeTrue();
    }

    private Waiter Enqueue()
    {
        Waiter waiter = home.Queues.Rent();
        waiter.Class = Configuration.RequestClass.Default;
        waiter.CostNanoseconds = 1;
        waiter.SinceNanoseconds = network.Clock.NowNanoseconds;
        waiter.DeadlineNanoseconds = long.MaxValue / 4;
        home.Queues.Enqueue(waiter, gate);
        return waiter;
    }

    private void Leave(Waiter waiter)
    {
        waiter.TryEnd(WaitEnd.Cancelled).ShouldBeTrue();
        home.Queues.Withdraw(waiter);
    }

    private bool IsHome(Waiter waiter)
    {
        Waiter next = home.Queues.Rent();
        return next == waiter;
    }
}
