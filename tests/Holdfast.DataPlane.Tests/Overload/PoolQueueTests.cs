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

    /// <summary>Nobody gives that slot back, so it is found by the look each 5 ms, and counts as idle since the one before.</summary>
    [Fact]
    public void LimitRises_ForHowLongItsSlotStoodFreeIsMeasured()
    {
        using SimulatedGateway gateway = Full(out SimulatedOrigin origin);
        Send(gateway, "/second");
        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 2;
        gateway.Pass(0.01);

        origin.Requests.ShouldContain("/second");
        GateOf(gateway).SlotsIdle.ShouldNotBeNull().Count.ShouldBe(1);
        GateOf(gateway).SlotsIdle!.Percentile(100).ShouldBeInRange(0, 6_000_000);
    }

    /// <summary>Only a route with a bulkhead waits, for the first time since the start an hour ago, and its slot is free already.</summary>
    [Fact]
    public void OneOfABulkheadGetsAFreeSlotAtOnce_NothingFromBeforeItWaitedCountsAsIdle()
    {
        using SimulatedGateway gateway = new();
        PoolGate gate = GateOf(gateway);
        PoolQueue queue = new(gateway.Worker, gate) { Pool = gateway.Worker.Pools[0] };
        Waiter waiter = new(worker: 0)
        {
            Gate = gate,
            Bulkhead = new Bulkhead("reports", 0.5, workers: 1),
            Class = RequestClass.Default,
            CostNanoseconds = 1,
            SinceNanoseconds = gateway.Worker.Now(),
            DeadlineNanoseconds = long.MaxValue,
        };
        gate.BeginWait();
        queue.Add(waiter);

        queue.Run();

        waiter.End.ShouldBe(WaitEnd.Granted);
        gate.SlotsIdle.ShouldNotBeNull().Count.ShouldBe(1);
        gate.SlotsIdle!.Percentile(100).ShouldBeInRange(0, 6_000_000);
    }

    /// <summary>The slot comes free between the owner's look and the moment at which the last waiter is counted out: nobody is there to take note of it.</summary>
    [Fact]
    public void SlotCameFreeWhileTheLastWaiterLeft_NothingFromBeforeTheNextOneWaitedCountsAsIdle()
    {
        using SimulatedGateway gateway = new();
        PoolGate gate = GateOf(gateway);
        PoolQueue queue = new(gateway.Worker, gate) { Pool = gateway.Worker.Pools[0] };
        gate.BeginWait();
        gate.NoteSlotFree(gateway.Worker.Now()).ShouldBeTrue();
        gate.EndWait();
        gateway.Pass(60);
        gate.BeginWait();
        queue.Add(new Waiter(worker: 0)
        {
            Gate = gate,
            Class = RequestClass.Default,
            CostNanoseconds = 1,
            SinceNanoseconds = gateway.Worker.Now(),
            DeadlineNanoseconds = long.MaxValue,
        });

        queue.Run();

        gate.SlotsIdle.ShouldNotBeNull().Count.ShouldBe(1);
        gate.SlotsIdle!.Percentile(100).ShouldBeInRange(0, 6_000_000);
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

    [Theory]
    [InlineData("/else/*", "HTTP/1.1 503")]
    [InlineData("/*", "HTTP/1.1 200")]
    public void PoolLeavesTheConfiguration_ThoseWhoWaitGoWhereTheirRouteLeadsNowOrAreToldThatThereIsNoServer(string path, string answer)
    {
        using SimulatedGateway gateway = Full(out _);
        gateway.Origin("10.0.0.9:80").AnswerEach(Ok);
        SimulatedPeer second = Send(gateway, "/second");
        PoolGate gate = GateOf(gateway);

        gateway.Reload(gateway.Config with
        {
            Routes = [new RouteConfig { Pool = "other", Match = new MatchConfig { Path = path } }],
            Pools = new Dictionary<string, PoolConfig> { ["other"] = new() { Servers = [new ServerConfig { Address = "10.0.0.9:80" }] } },
        });
        gateway.Pass(0.005);

        second.Received.ShouldStartWith(answer);
        gate.Waiting.ShouldBe(0);
    }

    /// <summary>Two servers of one slot. One is held, the other has just failed a request, which therefore waits for the first: others have its slot.</summary>
    [Fact]
    public void FirstOfTheQueueMayNotHaveWhatIsFree_WhoeverComesBehindItHasItAtOnce()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin[] origins = [gateway.Origin("10.0.0.1:80"), gateway.Origin("10.0.0.2:80")];
        Array.ForEach(gateway.Worker.Pools[0].Snapshot.Servers, server => server.Limit = 1);
        SimulatedPeer first = Send(gateway, "/first");
        SimulatedPeer failed = Send(gateway, "/failed");
        SimulatedOrigin slow = origins.Single(origin => origin.Requests.Contains("/first", StringComparison.Ordinal));
        SimulatedOrigin quick = origins.Single(origin => origin != slow);
        quick.Connections[0].Abort();
        gateway.Pass(0.001);
        GateOf(gateway).Waiting.ShouldBe(1, "its second try waits for the other server");
        gateway.Pass(0.02);

        SimulatedPeer behind = Send(gateway, "/behind", pass: 0.001);

        quick.Requests.ShouldContain("/behind");
        GateOf(gateway).Waiting.ShouldBe(1);
        GateOf(gateway).AreAllBarred.ShouldBeTrue();
        slow.Connections[0].Send(Ok);
        gateway.Pass(0.001);
        slow.Requests.ShouldContain("/failed", customMessage: "the slot that it waited for");
        (first.Received.EndsWith("ok", StringComparison.Ordinal), failed.Received, behind.Received).ShouldBe((true, string.Empty, string.Empty));
        (GateOf(gateway).Waiting, GateOf(gateway).AreAllBarred).ShouldBe((0, false));
    }

    /// <summary>A second try that gets no slot was refused, and is told and counted so: the failure of its first is counted with its server.</summary>
    [Fact]
    public void SecondTryLosesItsPatience_IsRefusedAndNotFailed()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin[] origins = [gateway.Origin("10.0.0.1:80"), gateway.Origin("10.0.0.2:80")];
        Array.ForEach(gateway.Worker.Pools[0].Snapshot.Servers, server => server.Limit = 1);
        Send(gateway, "/first");
        SimulatedPeer failed = Send(gateway, "/failed");
        origins.Single(origin => origin.Requests.Contains("/failed", StringComparison.Ordinal)).Connections[0].Abort();

        gateway.Pass(3);

        failed.Received.ShouldStartWith("HTTP/1.1 503");
        failed.Received.ShouldContain("Retry-After: ");
        failed.Received.ShouldContain("shed_waited");
        (GateOf(gateway).Waiting, GateOf(gateway).Queue!.Count).ShouldBe((0, 0));
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
