using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// A pool's queue with one part for each bulkhead: who of all of them gets the next slot. A route that holds its share stands back while
/// anybody else waits; when nobody does, it gets the slot, up to what others have wanted in the last second. Among the rest CRITICAL goes first, and the
/// parts take turns by service time. Owner's thread only. Next: <see cref="WaitQueue"/>.
/// </summary>
internal sealed class PartedQueue
{
    // Of the service time that goes to critical requests of other parts, a part that waits is sure of a hundredth.
    private const int Floor = 100;

    private readonly List<Bulkhead> parts = [];

    // What each part has paid, and the most that one had paid whose turn it was. Both are lowered together now and then, which is a new round: what a
    // part without waiters had paid before that counts no more.
    private long mainPaid;
    private long level;
    private int round;

    /// <summary>Of the routes without a bulkhead.</summary>
    public WaitQueue Main { get; } = new();

    /// <summary>Requests that wait, in all parts.</summary>
    public int Count
    {
        get
        {
            int count = Main.Count;
            foreach (Bulkhead part in parts)
            {
                count += part.Queue.Count;
            }

            return count;
        }
    }

    /// <summary>Nobody waits in the waiter's part.</summary>
    public bool IsEmptyFor(Waiter waiter) => (waiter.Bulkhead?.Queue ?? Main).Count == 0;

    public void Add(Waiter waiter, long nowNanoseconds)
    {
        if (waiter.Bulkhead is not { } part)
        {
            // What a part did not use while it had nobody waiting is not owed to it.
            mainPaid = Main.Count == 0 ? Math.Max(mainPaid, level) : mainPaid;
            Main.Add(waiter, nowNanoseconds);
            return;
        }

        if (part.Queue.Count == 0)
        {
            part.PaidNanoseconds = part.PaidRound == round ? Math.Max(part.PaidNanoseconds, level) : level;
            part.PaidRound = round;
            if (!parts.Contains(part))
            {
                parts.Add(part);
            }
        }

        part.Queue.Add(waiter, nowNanoseconds);
        part.NoteBusy(nowNanoseconds);
    }

    /// <summary>Who is to get the next slot; null when nobody waits who may have one. It stays until it is taken.</summary>
    /// <param name="barred">Has room, but not for those whose request it has just failed; null for none.</param>
    public Waiter? Next(long nowNanoseconds, ServerState? barred = null)
    {
        Waiter? best = Main.Next(nowNanoseconds, barred);
        Waiter? heldBack = null;
        foreach (Bulkhead part in parts)
        {
            if (part.Queue.Next(nowNanoseconds, barred) is not { } waiter)
            {
                continue;
            }

            if (part.IsAtCeiling)
            {
                part.NoteHeld(waiter, nowNanoseconds);
            }
            else if (part.IsFull)
            {
                heldBack = heldBack is null || Use(part) < Use(heldBack.Bulkhead!) ? waiter : heldBack;
            }
            else
            {
                best = best is null || IsBefore(waiter, best) ? waiter : best;
            }
        }

        if (best is null || heldBack is null)
        {
            return best ?? heldBack;
        }

        heldBack.Bulkhead!.NoteHeld(heldBack, nowNanoseconds);
        return best;
    }

    /// <summary>Takes out what <see cref="Next"/> gave, and charges its part for it.</summary>
    public void Take(Waiter waiter)
    {
        long paid = PaidBy(waiter);
        level = Math.Max(level, paid);
        if (level >= ClassOrder.HighestLevel)
        {
            Lower(level);
            paid = PaidBy(waiter);
        }

        paid += waiter.QueueCost * ClassOrder.PriceOf(waiter.Class);
        if (waiter.Bulkhead is { } part)
        {
            part.PaidNanoseconds = paid;
            part.Queue.Take(waiter);
        }
        else
        {
            mainPaid = paid;
            Main.Take(waiter);
        }
    }

    /// <summary>Takes out one whose client has gone.</summary>
    public void Remove(Waiter waiter) => (waiter.Bulkhead?.Queue ?? Main).Remove(waiter);

    /// <summary>It goes, unserved.</summary>
    public void GiveUp(Waiter waiter, WaitEnd how) => (waiter.Bulkhead?.Queue ?? Main).GiveUp(waiter, how);

    /// <summary>Gives up those whose time is over. To be called every 5 ms while anyone waits.</summary>
    public void Expire(long nowNanoseconds)
    {
        Main.Expire(nowNanoseconds);
        foreach (Bulkhead part in parts)
        {
            part.Queue.Expire(nowNanoseconds);
        }
    }

    /// <summary>Gives up all that wait.</summary>
    public void EndAll(WaitEnd how)
    {
        Main.EndAll(how);
        foreach (Bulkhead part in parts)
        {
            part.Queue.EndAll(how);
        }
    }

    /// <summary>The next one that was given up, with its end; null for none.</summary>
    public Waiter? TryTakeEnded()
    {
        if (Main.TryTakeEnded() is { } ended)
        {
            return ended;
        }

        foreach (Bulkhead part in parts)
        {
            if (part.Queue.TryTakeEnded() is { } other)
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>After all that ended was taken: parts in which nobody waits are forgotten.</summary>
    public void Settle(long nowNanoseconds)
    {
        for (int index = parts.Count - 1; index >= 0; index--)
        {
            parts[index].NoteBusy(nowNanoseconds);
            if (parts[index].Queue.Count == 0)
            {
                parts.RemoveAt(index);
            }
        }
    }

    /// <summary>Only the differences count.</summary>
    private void Lower(long by)
    {
        mainPaid = Math.Max(0, mainPaid - by);
        level -= by;
        round++;
        foreach (Bulkhead part in parts)
        {
            part.PaidNanoseconds = Math.Max(0, part.PaidNanoseconds - by);
            part.PaidRound = round;
        }
    }

    private static double Use(Bulkhead part) => part.InFlight / (double)part.Places;

    private long PaidBy(Waiter waiter) => waiter.Bulkhead is { } part ? part.PaidNanoseconds : mainPaid;

    private bool IsBefore(Waiter waiter, Waiter other)
    {
        bool isCritical = waiter.Class == RequestClass.Critical;
        if (isCritical == (other.Class == RequestClass.Critical))
        {
            return PaidBy(waiter) < PaidBy(other);
        }

        Waiter critical = isCritical ? waiter : other;
        Waiter lesser = isCritical ? other : waiter;
        bool isOwed = PaidBy(critical) - PaidBy(lesser) > Floor * lesser.QueueCost;
        return isCritical != isOwed;
    }
}
