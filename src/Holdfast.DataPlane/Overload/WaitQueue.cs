namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests of one pool that wait for a slot, in the order in which they are to get one: by class, then by turns among clients, then by
/// arrival. Bounded in time, count and bytes; when it is full, whoever matters least goes. The owner's thread only, but for
/// <see cref="Configure"/> and the counters; no clock of its own, and nothing is allocated once each class has been seen.
/// What it gives up collects in a list that the owner empties with <see cref="TryTakeEnded"/>. Next: <see cref="ClassOrder"/>.
/// </summary>
/// <remarks>
/// CRITICAL goes first, but for one hundredth of the service time that each other class is sure of: <see cref="Next"/> may give another
/// class's waiter while a critical one waits.
/// </remarks>
internal sealed class WaitQueue
{
    // Built when the class is first seen: most pools never see more than one.
    private readonly ClassQueue?[] classes = new ClassQueue?[4];
    private readonly ClassOrder order = new();
    private readonly ExpiryWheel expiries = new();
    private QueueSettings settings = QueueSettings.Unknown;
    private Waiter? ended;
    private uint waiting;
    private long now;

    /// <summary>Requests that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Memory that they hold.</summary>
    public long Bytes { get; private set; }

    public QueueSettings Settings => Volatile.Read(ref settings);

    /// <summary>New bounds. Any thread; they count from the owner's next call, and whoever is beyond them goes at its next look.</summary>
    public void Configure(QueueSettings next) => Volatile.Write(ref settings, next);

    /// <summary>What became of the waiters of a class; null for a class that was never seen. Any thread.</summary>
    public QueueCounters? CountersOf(int index) => Volatile.Read(ref classes[index])?.Counters;

    /// <summary>Those who wait, by class. Any thread.</summary>
    public ClassCounts Present()
    {
        ClassCounts present = default;
        for (int index = 0; index < classes.Length; index++)
        {
            present[index] = CountersOf(index)?.Count ?? 0;
        }

        return present;
    }

    /// <summary>The class has a standing queue: its newest are served first. For tests: the status shows how long the oldest has waited.</summary>
    public bool Stands(int index) => classes[index] is { Stands: true };

    /// <summary>Takes a waiter in. Whoever has no room any more, itself perhaps, is ended.</summary>
    public void Add(Waiter waiter, long nowNanoseconds)
    {
        now = nowNanoseconds;
        QueueSettings bounds = Settings;
        int index = bounds.IsOff ? 1 : (int)waiter.Class;
        ClassQueue queue = classes[index] ?? Open(index);
        waiter.QueueCost = Math.Max(1, waiter.CostNanoseconds);
        waiter.EnteredNanoseconds = nowNanoseconds;
        waiter.ExpiresNanoseconds = bounds.ExpiryOf(waiter, nowNanoseconds);
        if ((waiting & (1u << index)) == 0)
        {
            waiting |= 1u << index;
            order.Enter(index);
        }

        queue.Add(waiter, bounds.IsOff);
        queue.Counters.Entered++;
        expiries.Add(waiter);
        Count++;
        Bytes += waiter.Bytes;
        if (waiter.ExpiresNanoseconds <= nowNanoseconds)
        {
            GiveUp(waiter, WaitEnd.Expired);
        }
        else if (waiter.Bytes > bounds.Bytes)
        {
            // Alone too much: nobody else has to go for it.
            GiveUp(waiter, WaitEnd.PushedOut);
        }
        else
        {
            MakeRoom(bounds);
        }
    }

    /// <summary>
    /// Who is to get the next slot; null when nobody waits. It stays in the queue until it is taken. Never one whose client is known to
    /// have gone, nor one whose answer would come too late.
    /// </summary>
    /// <param name="barred">Only those who may have a slot of this one; null for all.</param>
    public Waiter? Next(long nowNanoseconds, ServerState? barred = null)
    {
        now = nowNanoseconds;
        QueueSettings bounds = Settings;
        uint able = waiting;
        while (able != 0)
        {
            int index = order.Choose(able);
            if (classes[index]!.Choose(barred) is not { } waiter)
            {
                able &= ~(1u << index);
                continue;
            }

            if (waiter.End == WaitEnd.None && nowNanoseconds < waiter.ExpiresNanoseconds && nowNanoseconds < bounds.LatestStartOf(waiter))
            {
                return waiter;
            }

            GiveUp(waiter, WaitEnd.Expired);
            able &= waiting;
        }

        return null;
    }

    /// <summary>Takes out what <see cref="Next"/> gave, and charges its client and class for it.</summary>
    public void Take(Waiter waiter)
    {
        int index = ClassQueue.ClassOf(waiter);
        ClassQueue queue = classes[index]!;
        Leave(waiter);
        queue.Take(waiter, now);
        queue.Counters.Taken++;
        order.Charge(index, waiter.QueueCost);
        Close(waiter, index);
    }

    /// <summary>Takes out one whose client has gone; false when it is not in the queue (any more). It does not appear among the ended.</summary>
    public bool Remove(Waiter waiter)
    {
        if (waiter.Flow < 0)
        {
            return false;
        }

        classes[ClassQueue.ClassOf(waiter)]!.Counters.Left++;
        Unlink(waiter);
        return true;
    }

    /// <summary>Gives up those whose time is over. To be called every 5 ms while anyone waits.</summary>
    public void Expire(long nowNanoseconds)
    {
        now = nowNanoseconds;
        QueueSettings bounds = Settings;
        expiries.Expire(this, nowNanoseconds);
        foreach (ClassQueue? queue in classes)
        {
            queue?.Look(this, nowNanoseconds, bounds);
        }

        MakeRoom(bounds);
    }

    /// <summary>Gives up all that wait.</summary>
    public void EndAll(WaitEnd how)
    {
        foreach (ClassQueue? queue in classes)
        {
            while (queue?.Any() is { } waiter)
            {
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

    /// <summary>For the parts of the queue: it goes, unserved.</summary>
    internal void GiveUp(Waiter waiter, WaitEnd how)
    {
        QueueCounters counters = classes[ClassQueue.ClassOf(waiter)]!.Counters;
        Unlink(waiter);
        if (!waiter.TryEnd(how))
        {
            counters.Left++;
        }
        else if (how == WaitEnd.Expired)
        {
            counters.Expired++;
        }
        else if (how is WaitEnd.PushedOut or WaitEnd.OverFairShare)
        {
            counters.PushedOut++;
            counters.OverFairShare += how == WaitEnd.OverFairShare ? 1 : 0;
        }

        waiter.Next = ended;
        ended = waiter;
    }

    /// <summary>For the parts of the queue: it has waited long in a queue that stands.</summary>
    internal void GiveUpStanding(Waiter waiter)
    {
        classes[ClassQueue.ClassOf(waiter)]!.Counters.Stood++;
        GiveUp(waiter, WaitEnd.Expired);
    }

    // All classes each time: the bounds may have shrunk since the last call.
    private void MakeRoom(QueueSettings bounds)
    {
        for (int index = classes.Length - 1; index >= 0; index--)
        {
            while (classes[index] is { Counters.Count: > 0 } queue
                && (Count > bounds.Count || Bytes > bounds.Bytes || queue.Counters.Count > bounds.CountOf(index)))
            {
                Waiter victim = queue.Victim();
                GiveUp(victim, victim.IsOverFairShare ? WaitEnd.OverFairShare : WaitEnd.PushedOut);
            }
        }
    }

    private ClassQueue Open(int index)
    {
        var opened = new ClassQueue(index);
        Volatile.Write(ref classes[index], opened);
        return opened;
    }

    private void Unlink(Waiter waiter)
    {
        int index = ClassQueue.ClassOf(waiter);
        Leave(waiter);
        classes[index]!.Remove(waiter);
        Close(waiter, index);
    }

    private void Leave(Waiter waiter)
    {
        expiries.Remove(waiter);
        Count--;
        Bytes -= waiter.Bytes;
    }

    private void Close(Waiter waiter, int index)
    {
        waiter.Flow = -1;
        if (classes[index]!.Counters.Count == 0)
        {
            waiting &= ~(1u << index);
        }
    }
}
