namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Waiters on their way to another worker: many post, one takes. A stack linked through the waiters themselves, so posting is one
/// compare-and-swap and allocates nothing. Its bound is the number of waiters, which the clients' bound bounds: each is in one place.
/// </summary>
internal sealed class Mailbox
{
    private Waiter? newest;

    /// <summary>Any thread; already old when it is read.</summary>
    public bool IsEmpty => Volatile.Read(ref newest) is null;

    /// <summary>Any thread. True when it was empty: whoever takes from it must be woken.</summary>
    public bool Post(Waiter waiter)
    {
        Waiter? seen = Volatile.Read(ref newest);
        while (true)
        {
            waiter.NextInMailbox = seen;
            Waiter? found = Interlocked.CompareExchange(ref newest, waiter, seen);
            if (found == seen)
            {
                return seen is null;
            }

            seen = found;
        }
    }

    /// <summary>The receiver only. All of them, oldest first, linked by <see cref="Waiter.NextInMailbox"/>.</summary>
    public Waiter? TakeAll()
    {
        Waiter? waiter = newest is null ? null : Interlocked.Exchange(ref newest, null);
        Waiter? oldest = null;
        while (waiter is not null)
        {
            Waiter? next = waiter.NextInMailbox;
            waiter.NextInMailbox = oldest;
            oldest = waiter;
            waiter = next;
        }

        return oldest;
    }
}
