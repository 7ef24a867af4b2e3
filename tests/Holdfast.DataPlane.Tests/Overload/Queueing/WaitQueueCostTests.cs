using Holdfast.Configuration;
using Holdfast.Foundation;
using Xunit.Abstractions;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class WaitQueueCostTests(ITestOutputHelper output)
{
    private const long Millisecond = QueueDriver.Millisecond;

    /// <summary>What waiting costs, with few and with many that wait; printed, since it depends on the machine. What it allocates does not.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(5_000)]
    public void ComingAndBeingServed_AllocatesNothing(int waiting)
    {
        var queue = new WaitQueue();
        queue.Configure(QueueSettings.For(100_000, Millisecond));
        var random = new SeededRandom(1);
        Waiter[] waiters = [.. Enumerable.Range(0, waiting + 1).Select(_ => new Waiter(0))];
        long now = 1_000 * Millisecond;
        for (int i = 0; i < waiting; i++)
        {
            Enter(queue, waiters[i], random, now);
        }

        Waiter free = waiters[waiting];
        Turn(queue, ref free, random, ref now, 50_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = SystemClock.Instance.NowNanoseconds;
        const int Turns = 500_000;
        Turn(queue, ref free, random, ref now, Turns);
        long nanoseconds = SystemClock.Instance.NowNanoseconds - start;
        // The runtime may allocate a little while it compiles better code; an object for each turn would be 12 MB.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
        output.WriteLine($"{waiting} wait: Add, Next and Take in {nanoseconds / Turns} ns");
    }

    private static void Turn(WaitQueue queue, ref Waiter free, SeededRandom random, ref long now, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            now += 1_000;
            Enter(queue, free, random, now);
            Waiter? next = queue.Next(now);
            if (next is null)
            {
                throw new InvalidOperationException("nobody is next");
            }

            queue.Take(next);
            free = next;
        }
    }

    private static void Enter(WaitQueue queue, Waiter waiter, SeededRandom random, long now)
    {
        waiter.Reset();
        waiter.Class = (RequestClass)random.Next(4);
        waiter.Client = random.NextUInt64() % 500;
        waiter.CostNanoseconds = Millisecond;
        waiter.DeadlineNanoseconds = long.MaxValue;
        waiter.Bytes = 500;
        queue.Add(waiter, now);
    }
}
