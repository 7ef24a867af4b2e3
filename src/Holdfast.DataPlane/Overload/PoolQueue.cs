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
    private PoolState? pool;
    private bool mustLook;
    private long lookedAt;

    public PoolQueue(Worker owner, PoolGate gate)
    {
        this.owner = owner;
        Gate = gate;
        gate.Queue = Waiters.Main;
        gate.OwnerThread = owner.KernelThread;
        gate.OwnerCounters = owner.Counters;
    }

    public PoolGate Gate { get; }

    public PartedQueue Waiters { get; } = new();

    /// <summary>The pool in the owner's snapshot; null before the owner has adopted one that has it.</summary>
    public PoolState? Pool
    {
        get => pool;
        set
        {
            pool = value;
            if (value is { Snapshot.IsProtected: false })
            {
                // Where protection is on the control loop sets the bounds.
                Waiters.Main.Configure(QueueSettings.Off);
            }
        }
    }

    /// <summary>In the owner's list of queues that have something to do.</summary>
    public bool IsActive { get; set; }

    public void Add(Waiter waiter)
    {
        // Whoever joins a queue cannot be helped by looking at the servers: they were full, or the look is due already; or those who wait may not have
        // what is free, and whoever joins may.
        mustLook |= Waiters.IsEmptyFor(waiter) || Gate.AreAllBarred;
        Waiters.Add(waiter, owner.Now());
        if (Gate.IsRetired)
        {
            // From a worker that has not heard of it yet.
            Waiters.EndAll(WaitEnd.NoServer);
        }

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
            if (Dispatch(out long waitedSince) > 0)
            {
                // A limit that rose tells nobody: its slot is free since the last look at the earliest. And no slot stands idle beside anybody before one waits: one
                // that came free while the last waiter was leaving is noted, and taken note of by the next, however much later.
                owner.NoteTime();
                Gate.NoteSlotGiven(owner.Now() - Math.Max(wasFreed ? freeSince : lookedAt, waitedSince));
            }

            lookedAt = owner.Now();
        }

        while (Waiters.TryTakeEnded() is { } ended)
        {
            if (ended.End is WaitEnd.PushedOut or WaitEnd.OverFairShare)
            {
                Gate.Overflowed(ended);
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
        Gate.IsRetired = true;
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
    /// <param name="waitedSince">When the oldest of them began to wait, nanoseconds.</param>
    private int Dispatch(out long waitedSince)
    {
        waitedSince = long.MaxValue;
        if (Pool is null)
        {
            return 0;
        }

        int given = 0;
        var round = new SlotRound(Waiters, Pool);
        while (round.Next(owner.Now(), out ServerState? server) is { } waiter)
        {
            given++;
            waitedSince = Math.Min(waitedSince, waiter.SinceNanoseconds);
            waiter.Server = server;
            waiter.Bulkhead?.Enter();
            if (!waiter.TryEnd(WaitEnd.Granted))
            {
                // Its client left this moment: the next one gets the slot.
                waiter.GiveBack();
                waiter.Server = null;
                waiter.Bulkhead?.Leave();
            }

            HandBack(waiter);
        }

        Gate.AreAllBarred = round.AreAllBarred;
        return given;
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
