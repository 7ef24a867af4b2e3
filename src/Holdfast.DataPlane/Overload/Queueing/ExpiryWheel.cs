namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Waiters by the time at which they are given up: a slot for each 5 ms, used again after 320 ms. Whoever is patient beyond that is
/// looked at once a turn, which is cheaper than a second level. Owner's thread only.
/// </summary>
internal sealed class ExpiryWheel
{
    private const int Slots = 64;
    private const long TickNanoseconds = 5_000_000;

    private readonly Waiter?[] slots = new Waiter?[Slots];
    private long tick;

    public void Add(Waiter waiter)
    {
        // What is over already belongs into the slot that is looked at next.
        long due = Math.Max(waiter.ExpiresNanoseconds / TickNanoseconds, tick);
        int slot = (int)(due & (Slots - 1));
        waiter.ExpirySlot = slot;
        waiter.PreviousExpiring = null;
        waiter.NextExpiring = slots[slot];
        if (slots[slot] is { } first)
        {
            first.PreviousExpiring = waiter;
        }

        slots[slot] = waiter;
    }

    public void Remove(Waiter waiter)
    {
        if (waiter.PreviousExpiring is { } previous)
        {
            previous.NextExpiring = waiter.NextExpiring;
        }
        else
        {
            slots[waiter.ExpirySlot] = waiter.NextExpiring;
        }

        if (waiter.NextExpiring is { } next)
        {
            next.PreviousExpiring = waiter.PreviousExpiring;
        }

        waiter.NextExpiring = waiter.PreviousExpiring = null;
    }

    /// <summary>Gives the queue all whose time is over, one at a time; it takes them out.</summary>
    public void Expire(WaitQueue queue, long nowNanoseconds)
    {
        long last = nowNanoseconds / TickNanoseconds;
        // A whole turn sees every slot, however long ago the last look was.
        long from = Math.Max(tick, last - Slots + 1);
        for (long at = from; at <= last; at++)
        {
            Waiter? waiter = slots[(int)(at & (Slots - 1))];
            while (waiter is not null)
            {
                Waiter? next = waiter.NextExpiring;
                if (waiter.ExpiresNanoseconds <= nowNanoseconds)
                {
                    queue.GiveUp(waiter, WaitEnd.Expired);
                }

                waiter = next;
            }
        }

        // The slot of now is looked at again: some of it is not over yet.
        tick = Math.Max(tick, last);
    }
}
