namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests of one pool that wait for a slot, in the order in which they are to get one. The owner's thread only; no clock of its own.
/// What it gives up collects in a list that the owner empties with <see cref="TryTakeEnded"/>.
/// </summary>
internal sealed class WaitQueue
{
    private readonly Waiter?[] heads = new Waiter?[4];
    private readonly Waiter?[] tails = new Waiter?[4];
    private Waiter? ended;

    /// <summary>Requests that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a waiter in. Whoever has no room any more, itself perhaps, is ended.</summary>
    public void Add(Waiter waiter, long nowNanoseconds)
    {
        waiter.ExpiresNanoseconds = Math.Min(waiter.DeadlineNanoseconds, nowNanoseconds + 250_000_000);
        int index = (int)waiter.Class;
        waiter.Flow = index;
        waiter.Previous = tails[index];
        waiter.Next = null;
        if (tails[index] is { } tail)
        {
            tail.Next = waiter;
        }
        else
        {
            heads[index] = waiter;
        }

        tails[index] = waiter;
        Count++;
    }

    /// <summary>Who is to get the next slot; null when nobody waits. It stays in the queue until it is taken.</summary>
    public Waiter? Next(long nowNanoseconds)
    {
        Expire(nowNanoseconds);
        return heads[0] ?? heads[1] ?? heads[2] ?? heads[3];
    }

    /// <summary>Takes out what <see cref="Next"/> gave.</summary>
    public void Take(Waiter waiter) => Unlink(waiter);

    /// <summary>Takes out one whose client has gone.</summary>
    public void Remove(Waiter waiter) => Unlink(waiter);

    /// <summary>Gives up those whose time is over. To be called every 5 ms while anyone waits.</summary>
    public void Expire(long nowNanoseconds)
    {
        for (int index = 0; index < heads.Length; index++)
        {
            while (heads[index] is { } waiter && waiter.ExpiresNanoseconds <= nowNanoseconds)
            {
                Unlink(waiter);
                GiveUp(waiter, WaitEnd.Expired);
            }
        }
    }

    /// <summary>Gives up all that wait.</summary>
    public void EndAll(WaitEnd how)
    {
        for (int index = 0; index < heads.Length; index++)
        {
            while (heads[index] is { } waiter)
            {
                Unlink(waiter);
                GiveUp(waiter, how);
            }
        }
    }

    /// <summary>The next one that was given up, with its end; null for none. One whose client has gone meanwhile is among them.</summary>
    public Waiter? TryTakeEnded()
    {
        Waiter? waiter = ended;
        if (waiter is not null)
        {
            ended = waiter.Next;
            waiter.Next = null;
        }

        return waiter;
    }

    private void GiveUp(Waiter waiter, WaitEnd how)
    {
        waiter.TryEnd(how);
        waiter.Next = ended;
        ended = waiter;
    }

    private void Unlink(Waiter waiter)
    {
        int index = waiter.Flow;
        if (waiter.Previous is { } previous)
        {
            previous.Next = waiter.Next;
        }
        else
        {
            heads[index] = waiter.Next;
        }

        if (waiter.Next is { } next)
        {
            next.Previous = waiter.Previous;
        }
        else
        {
            tails[index] = waiter.Previous;
        }

        waiter.Next = waiter.Previous = null;
        waiter.Flow = -1;
        Count--;
    }
}
