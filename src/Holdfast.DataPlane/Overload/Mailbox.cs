namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Waiters on their way to another worker: many post, one takes. A stack linked through the waiters themselves, so posting is one
/// compare-and-swap and allocates nothing. Its bound is the number of waiters, each of which can be in one mailbox for waiters and one for notices: those of a
/// queue and those that <see cref="QueueMail"/> lets be on their way to it. A waiter whose client has gone counts until its queue's owner has taken it.
/// </summary>
internal sealed class Mailbox
{
    private readonly bool isForNotices;
    private Waiter? newest;

    /// <param name="isForNotices">Of waiters that may be in another mailbox at the same time: linked by <see cref="Waiter.NextNotice"/>.</param>
    public Mailbox(bool isForNotices = false)
    {
        this.isForNotices = isForNotices;
    }

    /// <summary>Any thread; already old when it is read.</summary>
    public bool IsEmpty => Volatile.Read(ref newest) is null;

    /// <summary>Any thread. True when it was empty: whoever takes from it must be woken.</summary>
    public bool Post(Waiter waiter)
    {
        Waiter? seen = Volatile.Read(ref newest);
        while (true)
        {
            LinkOf(waiter) = seen;
            Waiter? found = Interlocked.CompareExchange(ref newest, waiter, seen);
            if (found == seen)
            {
                return seen is null;
            }

            seen = found;
        }
    }

    /// <summary>The receiver only. All of them, oldest first; go on with <see cref="TakeNext"/>.</summary>
    public Waiter? TakeAll()
    {
        Waiter? waiter = newest is null ? null : Interlocked.Exchange(ref newest, null);
        Waiter? oldest = null;
        while (waiter is not null)
        {
            Waiter? next = LinkOf(waiter);
            LinkOf(waiter) = oldest;
            oldest = waiter;
            waiter = next;
        }

        return oldest;
    }

    /// <summary>The one behind it of those that were taken. From now on it may be posted again.</summary>
    public Waiter? TakeNext(Waiter taken)
    {
        Waiter? next = LinkOf(taken);
        LinkOf(taken) = null;
        return next;
    }

    private ref Waiter? LinkOf(Waiter waiter) => ref isForNotices ? ref waiter.NextNotice : ref waiter.NextInMailbox;
}
