namespace Holdfast.DataPlane.Overload;

/// <summary>
/// One worker's part in all waiting: the queues it owns, its own waiters, and the mail between the workers. Worker thread only, but for
/// what is posted to it.
/// </summary>
internal sealed class QueueSet
{
    // Handing a waiter back may free a slot for the next: a few rounds are run at once, what is left waits for the next turn.
    private const int RoundsPerTurn = 4;

    private readonly Worker worker;
    private readonly Mailbox arriving = new();
    private readonly Mailbox returning = new();
    private readonly Mailbox withdrawn = new(isForNotices: true);
    private readonly Spares<Waiter> spares;
    private readonly Dictionary<PoolGate, PoolQueue> owned = [];
    private readonly List<PoolQueue> active = [];
    private bool hasLocalWork;

    public QueueSet(Worker worker, int sparesMaximum)
    {
        spares = new Spares<Waiter>(sparesMaximum);
        this.worker = worker;
    }

    /// <summary>The loop must not sleep yet.</summary>
    public bool HasWork => hasLocalWork || !arriving.IsEmpty || !returning.IsEmpty || !withdrawn.IsEmpty;

    /// <summary>Queues follow their pools into another snapshot; those of pools that are gone are emptied.</summary>
    public void Adopt(PoolState[] pools)
    {
        HashSet<PoolGate> kept = [];
        foreach (PoolState pool in pools)
        {
            PoolGate gate = pool.Snapshot.Gate;
            if (OwnerOf(gate) == worker)
            {
                kept.Add(gate);
                PoolQueue queue = QueueOf(gate);
                queue.Pool = pool;
                Activate(queue);
            }
        }

        foreach (PoolQueue queue in owned.Values.Where(queue => !kept.Contains(queue.Gate)).ToList())
        {
            queue.Retire();
            Activate(queue);
            owned.Remove(queue.Gate);
        }
    }

    /// <summary>One more is kept for a request that is yet to come.</summary>
    public void MakeSpare() => spares.Keep(new Waiter(worker.Index));

    public Waiter Rent() => spares.TryTake() ?? new Waiter(worker.Index);

    /// <summary>Puts the waiter into the pool's queue, wherever that is. It comes back through <see cref="Exchange.OnWaitEnded"/>.</summary>
    public void Enqueue(Waiter waiter, PoolGate gate)
    {
        waiter.Gate = gate;
        gate.BeginWait();
        Worker owner = OwnerOf(gate);
        if (owner == worker)
        {
            PoolQueue queue = QueueOf(gate);
            queue.Add(waiter);
            Activate(queue);
        }
        else if (!MailOf(waiter).TryAdd(waiter, BoundsOf(waiter)))
        {
            Refuse(waiter);
        }
        else if (owner.Queues.arriving.Post(waiter))
        {
            owner.Loop.Wake();
        }
    }

    /// <summary>
    /// The waiter's client has gone, and its waiting was ended for that. It leaves the queue, where it would take the place of another, and comes back by
    /// way of the owner: only this brings it back, so it is not used anew while the notice is on its way.
    /// </summary>
    public void Withdraw(Waiter waiter)
    {
        Worker owner = OwnerOf(waiter.Gate!);
        if (owner == worker)
        {
            TakeOut(waiter);
        }
        else if (owner.Queues.withdrawn.Post(waiter))
        {
            owner.Loop.Wake();
        }
    }

    /// <summary>A slot of one of the pool's servers was given back.</summary>
    public void NoteSlotFree(PoolGate gate)
    {
        if (!gate.NoteSlotFree(worker.Now()))
        {
            return;
        }

        Worker owner = OwnerOf(gate);
        if (owner == worker)
        {
            hasLocalWork = true;
        }
        else
        {
            owner.Loop.Wake();
        }
    }

    /// <summary>To the worker that it came from.</summary>
    public void HandBack(Waiter waiter)
    {
        Worker home = worker.Peers[waiter.Worker];
        if (home.Queues.returning.Post(waiter) && home != worker)
        {
            home.Loop.Wake();
        }
    }

    public void Activate(PoolQueue queue)
    {
        hasLocalWork = true;
        if (!queue.IsActive)
        {
            queue.IsActive = true;
            active.Add(queue);
        }
    }

    /// <summary>Once a turn: mail in, slots out.</summary>
    public void Run()
    {
        for (int round = 0; round < RoundsPerTurn && (HasWork || active.Count > 0); round++)
        {
            hasLocalWork = false;
            // Whoever is withdrawn was posted before: looked at first, taken out when all that had arrived by then is in its queue. And not before
            // the queues have let go of those that they gave up: once it is sent home its worker may use it for another request.
            Waiter? gone = withdrawn.TakeAll();
            TakeArriving();
            RunActive();
            TakeWithdrawn(gone);
            if (!TakeReturning() && !HasWork)
            {
                return;
            }
        }
    }

    private void TakeArriving()
    {
        Waiter? waiter = arriving.TakeAll();
        while (waiter is not null)
        {
            Waiter? next = arriving.TakeNext(waiter);
            MailOf(waiter).Take(waiter);
            PoolQueue queue = QueueOf(waiter.Gate!);
            if (waiter.End == WaitEnd.None)
            {
                queue.Add(waiter);
                Activate(queue);
            }
            else
            {
                // Its client left on the way; the notice follows.
                waiter.Gate!.EndWait();
            }

            waiter = next;
        }
    }

    /// <summary>As many as may wait are on their way already: as if the queue had pushed it out, which is told to its exchange in this turn, not from within its call.</summary>
    private void Refuse(Waiter waiter)
    {
        PoolGate gate = waiter.Gate!;
        gate.EndWait();
        waiter.TryEnd(waiter.IsOverFairShare ? WaitEnd.OverFairShare : WaitEnd.PushedOut);
        gate.Overflowed(waiter);
        HandBack(waiter);
    }

    private static QueueMail MailOf(Waiter waiter) => waiter.Bulkhead?.Mail ?? waiter.Gate!.Mail;

    /// <summary>Those of a queue that its owner has not made yet are wide.</summary>
    private static QueueSettings BoundsOf(Waiter waiter) => (waiter.Bulkhead?.Queue ?? waiter.Gate!.Queue)?.Settings ?? QueueSettings.Unknown;

    private void TakeWithdrawn(Waiter? waiter)
    {
        while (waiter is not null)
        {
            Waiter? next = withdrawn.TakeNext(waiter);
            TakeOut(waiter);
            waiter = next;
        }
    }

    private void TakeOut(Waiter waiter)
    {
        // In none where the queue gave it up before it heard of it.
        if (waiter.Flow >= 0)
        {
            PoolQueue queue = QueueOf(waiter.Gate!);
            queue.Remove(waiter);
            Activate(queue);
        }

        HandBack(waiter);
    }

    private void RunActive()
    {
        for (int index = active.Count - 1; index >= 0; index--)
        {
            PoolQueue queue = active[index];
            queue.Run();
            if (queue.Waiters.Count == 0)
            {
                queue.IsActive = false;
                active[index] = active[^1];
                active.RemoveAt(active.Count - 1);
            }
        }
    }

    private bool TakeReturning()
    {
        Waiter? waiter = returning.TakeAll();
        bool any = waiter is not null;
        while (waiter is not null)
        {
            Waiter? next = returning.TakeNext(waiter);
            Exchange? exchange = (Exchange?)waiter.Request;
            if (exchange is not null)
            {
                exchange.OnWaitEnded(waiter);
            }
            else if (waiter.End == WaitEnd.Granted)
            {
                // Its client left while the slot was on its way.
                waiter.GiveBack();
                waiter.Bulkhead?.Leave();
                NoteSlotFree(waiter.Gate!);
            }

            waiter.Reset();
            spares.Keep(waiter);
            waiter = next;
        }

        return any;
    }

    private PoolQueue QueueOf(PoolGate gate)
    {
        if (!owned.TryGetValue(gate, out PoolQueue? queue))
        {
            queue = new PoolQueue(worker, gate);
            owned[gate] = queue;
        }

        return queue;
    }

    private Worker OwnerOf(PoolGate gate) => worker.Peers[gate.Number % worker.Peers.Length];
}
