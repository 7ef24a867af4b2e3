using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// A pool's queue at its owner: takes waiters in, gives them slots as they come free, and hands every one back to its worker. Owner's
/// thread only. Next: <see cref="WaitQueue"/>, which knows the order.
/// </summary>
internal sealed class PoolQueue : TimerNode
{
    // Those whose time is over are answered within this time; it is also the longest that a slot missed by all fences stays unseen.
    private const long LookNanoseconds = 5_000_000;

    private readonly Worker owner;
    private bool mustLook;

    public PoolQueue(Worker owner, PoolGate gate)
    {
        this.owner = owner;
        Gate = gate;
        gate.Queue = Waiters.Main;
    }

    public PoolGate Gate { get; }

    public PartedQueue Waiters { get; } = new();

    /// <summary>The pool in the owner's snapshot; null before the owner has adopted one that has it.</summary>
    public PoolState? Pool { get; set; }

    /// <summary>In the owner's list of queues that have something to do.</summary>
    public bool IsActive { get; set; }

    public void Add(Waiter waiter)
    {
        // Whoever joins a queue cannot be helped by looking at the servers: they were full, or the look is due already.
        mustLook |= Waiters.IsEmptyFor(waiter);
        Waiters.Add(waiter, owner.Now());
        Gate.NoteBusy(Waiters.Main.Count > 0, owner.Now());
        if (!IsScheduled)
        {
            owner.Timers.Schedule(this, owner.Now() + LookNanoseconds);
        }
    }

    /// <summary>Gives what is free to those who wait. Nobody is called from here: waiters go by mail.</summary>
    public void Run()
    {
        bool wasFreed = Gate.TakeSlotFree(out long freeSince);
        if (mustLook | wasFreed)
        {
            mustLook = false;
            int given = Dispatch();
            if (wasFreed && given > 0)
            {
                owner.NoteTime();
                Gate.NoteSlotGiven(owner.Now() - freeSince);
            }
        }

        while (Waiters.TryTakeEnded() is { } ended)
        {
            if (ended.End is WaitEnd.PushedOut or WaitEnd.OverFairShare)
            {
                Overflowed(ended);
            }

            HandBack(ended);
        }

        Waiters.Settle(owner.Now());
        Gate.NoteBusy(Waiters.Main.Count > 0, owner.Now());
    }

    /// <summary>The client of one that waits has gone.</summary>
    public void Remove(Waiter waiter)
    {
        Waiters.Remove(waiter);
        Gate.EndWait();
    }

    /// <summary>The pool has left the configuration: its waiters cannot be served any more.</summary>
    public void Retire()
    {
        Pool = null;
        Waiters.EndAll(WaitEnd.NoServer);
    }

    protected override void OnDue(long nowNanoseconds)
    {
        Waiters.Expire(nowNanoseconds);
        mustLook = true;
        owner.Queues.Activate(this);
        if (Waiters.Count > 0)
        {
            owner.Timers.Schedule(this, nowNanoseconds + LookNanoseconds);
        }
    }

    /// <summary>How many got a slot.</summary>
    private int Dispatch()
    {
        int given = 0;
        while (Pool is not null && Waiters.Next(owner.Now()) is { } waiter)
        {
            ServerState? server = FreeSlot.TryTake(Pool, new BalancingRequest(waiter.HashKey, waiter.Avoid, owner.Now()), out bool anyAvailable);
            if (server is null)
            {
                if (!anyAvailable)
                {
                    Waiters.EndAll(WaitEnd.NoServer);
                }

                // Of a server that has just failed the request the head of the queue wants no slot.
                Gate.IsHeadBarred = waiter.Avoid is not null && FreeSlot.Roomiest(Pool.Snapshot.Servers, avoid: null) is not null;
                return given;
            }

            given++;
            Waiters.Take(waiter);
            waiter.Server = server;
            waiter.Bulkhead?.Enter();
            if (!waiter.TryEnd(WaitEnd.Granted))
            {
                // Its client left this moment: the next one gets the slot.
                waiter.Server = null;
                waiter.Bulkhead?.Leave();
                server.Leave();
            }

            HandBack(waiter);
        }

        // Who is left may have none of it now: the share of its route is used up.
        Gate.IsHeadBarred = Waiters.Count > 0;
        return given;
    }

    private void Overflowed(Waiter waiter)
    {
        if (waiter.Bulkhead is { } bulkhead)
        {
            bulkhead.Control.Overflowed(waiter.Key);
        }
        else
        {
            Gate.Control.Overflowed(waiter.Key);
        }
    }

    private void HandBack(Waiter waiter)
    {
        Gate.EndWait();
        // Whose client has gone comes back with the notice of that: QueueSet.Withdraw.
        if (waiter.End != WaitEnd.Cancelled)
        {
            owner.Queues.HandBack(waiter);
        }
    }
}
