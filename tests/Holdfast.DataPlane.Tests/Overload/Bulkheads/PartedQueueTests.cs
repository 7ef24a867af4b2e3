using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class PartedQueueTests
{
    private const long Millisecond = 1_000_000;

    private readonly PartedQueue queue = new();
    private readonly Bulkhead reports = new("/reports", 0.4, workers: 1);
    private long now = 1_000_000_000;

    public PartedQueueTests() => reports.Tick(now, limits: 10, wantedByOthers: 0, sure: 4);

    private Waiter Add(Bulkhead? bulkhead, RequestClass requestClass = RequestClass.Default, long cost = 10 * Millisecond, ulong client = 1)
    {
        Waiter waiter = new(0) { Bulkhead = bulkhead, Class = requestClass, CostNanoseconds = cost, Client = client, DeadlineNanoseconds = now + 10_000_000_000 };
        queue.Add(waiter, now);
        return waiter;
    }

    private Waiter? Serve()
    {
        Waiter? next = queue.Next(now);
        if (next is not null)
        {
            queue.Take(next);
            next.Bulkhead?.Enter();
        }

        return next;
    }

    [Fact]
    public void RouteThatHoldsItsShare_StandsBackForOthers()
    {
        for (int place = 0; place < 4; place++)
        {
            reports.Enter();
        }

        Waiter held = Add(reports, RequestClass.Critical);
        Waiter other = Add(null, RequestClass.Bulk);

        Serve().ShouldBe(other);
        reports.Held.ShouldBe(1);
        held.WasHeld.ShouldBeTrue();
        reports.IsHolding(now).ShouldBeTrue();
    }

    [Fact]
    public void NobodyElseWaits_TheRouteGoesBeyondItsShare()
    {
        for (int request = 0; request < 9; request++)
        {
            Add(reports);
        }

        for (int request = 0; request < 9; request++)
        {
            Serve().ShouldNotBeNull().Bulkhead.ShouldBe(reports);
        }

        reports.InFlight.ShouldBe(9);
        reports.Held.ShouldBe(0);
        queue.Next(now).ShouldBeNull();
    }

    [Fact]
    public void PlaceThatIsGivenBack_IsTheRoutesAgain()
    {
        for (int place = 0; place < 4; place++)
        {
            reports.Enter();
        }

        Waiter held = Add(reports);
        Add(null);
        Add(null);
        Serve();
        reports.Leave(5 * Millisecond);

        Serve().ShouldBe(held);
    }

    [Fact]
    public void WithinItsShare_TheRouteTakesTurnsByServiceTime()
    {
        for (int request = 0; request < 40; request++)
        {
            Add(reports, cost: 40 * Millisecond);
            Add(null);
        }

        Waiter[] served = [.. Enumerable.Range(0, 30).Select(_ =>
        {
            Waiter waiter = Serve()!;
            waiter.Bulkhead?.Leave(0);
            return waiter;
        })];

        served.Count(waiter => waiter.Bulkhead is not null).ShouldBeInRange(5, 7);
    }

    [Fact]
    public void CriticalOfAnyPart_GoesFirst_ButStarvesNobody()
    {
        Add(reports);
        Waiter pay = Add(null, RequestClass.Critical);
        Serve().ShouldBe(pay);

        int turns = 0;
        Waiter? next;
        do
        {
            Add(null, RequestClass.Critical);
            next = Serve();
        }
        while (next!.Bulkhead is null && ++turns < 1_000);

        turns.ShouldBeInRange(90, 110);
    }

    [Fact]
    public void WhoeverWaitsTooLong_IsGivenUpInEveryPart()
    {
        Waiter one = Add(reports);
        Waiter other = Add(null);
        now += 300 * Millisecond;
        queue.Expire(now);

        List<Waiter> ended = [];
        while (queue.TryTakeEnded() is { } waiter)
        {
            ended.Add(waiter);
        }

        ended.ShouldBe([other, one], ignoreOrder: true);
        ended.ShouldAllBe(waiter => waiter.End == WaitEnd.Expired);
        queue.Settle(now);
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public void YearsOfService_PartsStillTakeTurns()
    {
        const long year = 1L << 50;
        int ofRoute = 0;
        for (int turn = 0; turn < 20_000; turn++)
        {
            if (queue.Main.Count == 0)
            {
                Add(null, cost: year);
            }

            if (reports.Queue.Count == 0)
            {
                Add(reports, cost: year);
            }

            Waiter next = Serve()!;
            ofRoute += next.Bulkhead is null ? 0 : 1;
            next.Bulkhead?.Leave();
            queue.Settle(now);
        }

        ofRoute.ShouldBeInRange(9_900, 10_100);
    }
}
