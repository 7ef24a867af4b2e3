namespace Holdfast.DataPlane.Overload;

/// <summary>Waiters of a few clients in order of arrival, and what they have to say in the round. Owner's thread only.</summary>
internal struct Flow
{
    /// <summary>What it may still use in this visit of the round, nanoseconds of service.</summary>
    public long CreditNanoseconds;

    /// <summary>Whose waiter came last.</summary>
    public ulong LastClient;

    public Waiter? Oldest { get; private set; }

    public Waiter? Newest { get; private set; }

    public int Count { get; private set; }

    /// <summary>Service time that its waiters ask for.</summary>
    public long QueuedNanoseconds { get; private set; }

    public void Append(Waiter waiter)
    {
        waiter.Previous = Newest;
        waiter.Next = null;
        if (Newest is { } newest)
        {
            newest.Next = waiter;
        }
        else
        {
            Oldest = waiter;
        }

        Newest = waiter;
        Count++;
        QueuedNanoseconds += waiter.QueueCost;
    }

    public void Unlink(Waiter waiter)
    {
        if (waiter.Previous is { } previous)
        {
            previous.Next = waiter.Next;
        }
        else
        {
            Oldest = waiter.Next;
        }

        if (waiter.Next is { } next)
        {
            next.Previous = waiter.Previous;
        }
        else
        {
            Newest = waiter.Previous;
        }

        waiter.Next = waiter.Previous = null;
        Count--;
        QueuedNanoseconds -= waiter.QueueCost;
    }
}
