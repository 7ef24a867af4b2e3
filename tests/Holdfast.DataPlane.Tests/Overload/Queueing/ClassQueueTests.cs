using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class ClassQueueTests
{
    private const long Millisecond = QueueDriver.Millisecond;

    [Fact]
    public void QueueStands_NewestIsServedFirstAndLongWaitersAreGivenUp()
    {
        var driver = new QueueDriver(capacityPerSecond: 2_000);
        Overload(driver, milliseconds: 1_000);
        driver.Queue.Stands(1).ShouldBeTrue();
        Waiter newest = driver.Add(client: 1);
        driver.Serve().ShouldBe(newest);
        long oldest = driver.Queue.CountersOf(1)!.OldestNanoseconds;
        (driver.Now - oldest).ShouldBeLessThanOrEqualTo(15 * Millisecond);
        driver.Queue.CountersOf(1)!.Stood.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void ServerHasFailedTheFirst_WhoeverIsBehindMayHaveItsSlot()
    {
        var driver = new QueueDriver();
        ServerState server = Server("a");
        ServerState other = Server("b");
        Waiter failed = driver.Add(atFront: true);
        failed.Avoid = server;
        driver.Queue.Next(driver.Now, server).ShouldBeNull();
        Waiter failedElsewhere = driver.Add(atFront: true);
        failedElsewhere.Avoid = other;
        Waiter plain = driver.Add();

        driver.Queue.Next(driver.Now).ShouldBe(failed);
        driver.Queue.Next(driver.Now, server).ShouldBe(failedElsewhere);
        driver.Queue.Take(failedElsewhere);
        driver.Queue.Next(driver.Now, server).ShouldBe(plain);
        driver.Queue.Take(plain);
        driver.Queue.Next(driver.Now, server).ShouldBeNull();
        driver.Serve().ShouldBe(failed);
        driver.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void EveryoneOfAClassMayNotHaveTheSlot_AnotherClassHasIt()
    {
        var driver = new QueueDriver();
        ServerState server = Server("a");
        driver.Add(RequestClass.Critical, atFront: true).Avoid = server;
        Waiter bulk = driver.Add(RequestClass.Bulk);
        driver.Queue.Next(driver.Now, server).ShouldBe(bulk);
    }

    [Fact]
    public void OverloadHasJustBegun_OldestIsServedFirst()
    {
        var driver = new QueueDriver(capacityPerSecond: 2_000);
        Overload(driver, milliseconds: 200);
        driver.Queue.Stands(1).ShouldBeFalse();
        driver.Serve()!.EnteredNanoseconds.ShouldBeLessThan(driver.Now - (10 * Millisecond));
    }

    [Fact]
    public void OverloadEnds_OrderOfArrivalIsBack()
    {
        var driver = new QueueDriver(capacityPerSecond: 2_000);
        Overload(driver, milliseconds: 1_000);
        driver.ServeAll();
        for (int i = 0; i < 40; i++)
        {
            driver.Add();
            driver.Pass(5 * Millisecond);
            driver.Serve();
        }

        driver.Queue.Stands(1).ShouldBeFalse();
    }

    [Fact]
    public void FullQueueStands_OldestGoesBecauseItWouldBeServedLast()
    {
        var driver = new QueueDriver(capacityPerSecond: 2_000);
        Overload(driver, milliseconds: 1_000);
        driver.Ended();
        driver.Queue.Configure(QueueSettings.For(100, 10 * Millisecond));
        while (driver.Queue.Count < 16)
        {
            driver.Add();
        }

        driver.Ended();
        Waiter newest = driver.Add();
        driver.Ended().ShouldHaveSingleItem().ShouldNotBe(newest);
        driver.Serve().ShouldBe(newest);
    }

    /// <summary>
    /// At 85 % of its capacity a pool queues by chance alone, and must not take that for overload: at most one request in
    /// ten thousand is refused.
    /// </summary>
    [Theory]
    [InlineData(1, 50, 50)]
    [InlineData(2, 5, 5)]
    [Trait("Category", "Slow")]
    public void EightyFivePercentLoad_HardlyAnybodyIsRefused(ulong seed, int slots, int serviceMilliseconds)
    {
        var random = new SeededRandom(seed);
        double capacity = slots * 1_000.0 / serviceMilliseconds;
        var driver = new QueueDriver(capacity, (long)(serviceMilliseconds * Math.Log(2) * Millisecond));
        var ends = new PriorityQueue<int, long>();
        long nextLook = driver.Now;
        long nextArrival = driver.Now;
        int free = slots;
        int refused = 0;
        const int Requests = 1_000_000;
        for (int arrived = 0; arrived < Requests;)
        {
            ends.TryPeek(out _, out long end);
            long soonest = Math.Min(nextArrival, Math.Min(nextLook, ends.Count > 0 ? end : long.MaxValue));
            driver.Now = soonest;
            if (soonest == nextArrival)
            {
                driver.Add(client: random.NextUInt64() % 1_000, cost: serviceMilliseconds * Millisecond);
                nextArrival += (long)(-Math.Log(1 - random.NextDouble()) * 1e9 / (0.85 * capacity));
                arrived++;
            }
            else if (soonest == nextLook)
            {
                driver.Queue.Expire(driver.Now);
                nextLook += 5 * Millisecond;
            }
            else
            {
                ends.Dequeue();
                free++;
            }

            while (free > 0 && driver.Serve() is not null)
            {
                free--;
                ends.Enqueue(0, driver.Now + (long)(-Math.Log(1 - random.NextDouble()) * serviceMilliseconds * Millisecond));
            }

            refused += driver.Ended().Count;
        }

        refused.ShouldBeLessThanOrEqualTo(Requests / 10_000, $"seed {seed}");
    }

    /// <summary>Two come a millisecond and one is served.</summary>
    private static ServerState Server(string name) => new("shop", name, NetworkAddress.FromIPv4(1, 80), 100, new ServerChanges());

    private static void Overload(QueueDriver driver, int milliseconds)
    {
        for (int time = 0; time < milliseconds; time++)
        {
            driver.Add(client: 1);
            driver.Add(client: 1);
            driver.Pass(Millisecond);
            driver.Serve();
        }
    }
}
