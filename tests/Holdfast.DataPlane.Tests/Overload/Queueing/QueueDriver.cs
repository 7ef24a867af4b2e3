using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

/// <summary>A queue, a clock and short ways to say who comes and who is served.</summary>
internal sealed class QueueDriver
{
    public const long Millisecond = 1_000_000;

    public QueueDriver(double capacityPerSecond = 1_000, long medianNanoseconds = 10 * Millisecond)
    {
        Queue.Configure(QueueSettings.For(capacityPerSecond, medianNanoseconds));
    }

    public WaitQueue Queue { get; } = new();

    public long Now { get; set; } = 1_000 * Millisecond;

    public Waiter Add(
        RequestClass importance = RequestClass.Default,
        ulong client = 1,
        long cost = 10 * Millisecond,
        long deadlineIn = 10_000 * Millisecond,
        int bytes = 1_000,
        bool atFront = false,
        bool overShare = false)
    {
        var waiter = new Waiter(0)
        {
            Class = importance,
            Client = client,
            CostNanoseconds = cost,
            DeadlineNanoseconds = Now + deadlineIn,
            Bytes = bytes,
            AtFront = atFront,
            IsOverFairShare = overShare,
            SinceNanoseconds = Now,
        };
        Queue.Add(waiter, Now);
        return waiter;
    }

    public Waiter? Serve()
    {
        Waiter? next = Queue.Next(Now);
        if (next is not null)
        {
            Queue.Take(next);
        }

        return next;
    }

    public List<Waiter> ServeAll()
    {
        var served = new List<Waiter>();
        while (Serve() is { } waiter)
        {
            served.Add(waiter);
        }

        return served;
    }

    public List<Waiter> Ended()
    {
        var ended = new List<Waiter>();
        while (Queue.TryTakeEnded() is { } waiter)
        {
            ended.Add(waiter);
        }

        return ended;
    }

    /// <summary>Time goes on in the steps in which the owner looks.</summary>
    public void Pass(long nanoseconds)
    {
        for (long end = Now + nanoseconds; Now < end;)
        {
            Now = Math.Min(end, Now + (5 * Millisecond));
            Queue.Expire(Now);
        }
    }
}
