using System.Runtime.InteropServices;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What all workers know of one pool's waiting: how many wait, and that a slot came free. Any thread (atomics only). Lives on over
/// reloads while the pool keeps its name, because requests may be waiting behind it. The queue itself is its owner's: <see cref="PoolQueue"/>.
/// </summary>
public sealed class PoolGate
{
    private Shared shared;
    private WaitQueue? queue;
    private readonly ClientUsage?[] usages;
    private BusyTime busy;
    private Bulkhead[] bulkheads = [];
    private LatencyHistogram? slotsIdle;
    private bool allBarred;
    private bool retired;

    /// <param name="number">Spreads the queues over the workers.</param>
    internal PoolGate(string pool, int number, PoolControl control, int workers)
    {
        usages = new ClientUsage?[workers];
        Pool = pool;
        Number = number;
        Control = control;
        Watch = new PoolWatch(pool);
    }

    /// <summary>Counts what must never happen.</summary>
    internal SlotSweep Sweep { get; } = new();

    /// <summary>For how long slots stood free beside a waiter before they were given to it; null before the first. The owner writes.</summary>
    internal LatencyHistogram? SlotsIdle => Volatile.Read(ref slotsIdle);

    /// <summary>
    /// None of those who wait may have what is free: their requests have just failed there, or their share is used up. So no slot stands idle by
    /// mistake. The owner writes.
    /// </summary>
    internal bool AreAllBarred
    {
        get => Volatile.Read(ref allBarred);
        set => Volatile.Write(ref allBarred, value);
    }

    /// <summary>
    /// Since when the queue has not been empty, nanoseconds; 0 while it is. Of the routes without a bulkhead: the others may wait beside a free
    /// slot. Any thread.
    /// </summary>
    internal long BusySince => busy.Since;

    /// <summary>The pool has left the configuration for good: one of the same name that comes later has another gate. The owner writes.</summary>
    internal bool IsRetired
    {
        get => Volatile.Read(ref retired);
        set => Volatile.Write(ref retired, value);
    }

    /// <summary>What operators are told about the pool's limits and shedding.</summary>
    internal PoolWatch Watch { get; }

    /// <summary>The pool's limits and threshold.</summary>
    internal PoolControl Control { get; }

    public string Pool { get; }

    public int Number { get; }

    /// <summary>Who takes more than a fair share.</summary>
    internal FairShareControl Fairness { get; } = new();

    /// <summary>What the workers know of the pool's clients; null for those that have not served it yet.</summary>
    internal IReadOnlyList<ClientUsage?> Usages => usages;

    /// <summary>The worker's own: made with its first request, because 64 KiB for each of a thousand pools that nobody asks would be 64 MiB.</summary>
    internal ClientUsage UsageOf(int worker)
    {
        ClientUsage? usage = usages[worker];
        if (usage is null)
        {
            usage = new ClientUsage();
            Volatile.Write(ref usages[worker], usage);
        }

        return usage;
    }

    /// <summary>The queue, for its bounds and counters, which any thread may use; null until its owner has made it.</summary>
    internal WaitQueue? Queue
    {
        get => Volatile.Read(ref queue);
        set => Volatile.Write(ref queue, value);
    }

    /// <summary>The kernel's number of the thread that owns the queue; 0 while not known. Any thread.</summary>
    internal int OwnerThread { get; set; }

    /// <summary>Of the worker that owns the queue, which tell whether it turns; null while not known. Any thread.</summary>
    internal GatewayCounters? OwnerCounters { get; set; }

    /// <summary>What is on its way to <see cref="Queue"/>.</summary>
    internal QueueMail Mail { get; } = new();

    /// <summary>Requests that wait or are on their way to the queue. While there are any, nobody goes straight to a server.</summary>
    public int Waiting => Volatile.Read(ref shared.Waiting);

    /// <summary>
    /// Others wait already, whom nobody overtakes. Those who only stand back for the likes of this one, because their route holds its share,
    /// do not count: else everybody would go through the queue for their sake.
    /// </summary>
    internal bool MustWait(Bulkhead? bulkhead) => bulkhead is null ? Waiting > 0 && WaitingInMain > 0 : Waiting > 0 || bulkhead.IsAtCeiling;

    /// <summary>One waits from now on. Counted before the servers are looked at once more: see <see cref="NoteSlotFree"/>.</summary>
    internal void BeginWait() => Interlocked.Increment(ref shared.Waiting);

    internal void EndWait() => Interlocked.Decrement(ref shared.Waiting);

    /// <summary>
    /// To be called after a slot was given back (a full fence): either this sees whoever waits, or the one who waits sees the slot.
    /// True when the owner must be told, which it must be only once for all slots until it looks.
    /// </summary>
    /// <param name="nowNanoseconds">Kept for the first slot, so that the longest is measured.</param>
    internal bool NoteSlotFree(long nowNanoseconds)
    {
        if (Volatile.Read(ref shared.Waiting) == 0 || Volatile.Read(ref shared.SlotFree) != 0)
        {
            return false;
        }

        Volatile.Write(ref shared.FreeSince, nowNanoseconds);
        return Interlocked.Exchange(ref shared.SlotFree, 1) == 0;
    }

    /// <summary>There was no room for it among those who wait: the threshold falls to it at once.</summary>
    internal void Overflowed(Waiter waiter)
    {
        if (waiter.Bulkhead is { } bulkhead)
        {
            bulkhead.Control.Overflowed(waiter.Key);
        }
        else
        {
            Control.Overflowed(waiter.Key);
        }
    }

    /// <summary>The owner is about to look at the servers.</summary>
    /// <param name="sinceNanoseconds">When the first slot came free.</param>
    internal bool TakeSlotFree(out long sinceNanoseconds)
    {
        sinceNanoseconds = Volatile.Read(ref shared.FreeSince);
        return Volatile.Read(ref shared.SlotFree) != 0 && Interlocked.Exchange(ref shared.SlotFree, 0) != 0;
    }

    /// <summary>The owner has given a slot to a waiter.</summary>
    internal void NoteSlotGiven(long nanosecondsIdle) => (slotsIdle ?? NewSlotsIdle()).Record(Math.Max(0, nanosecondsIdle));

    // With the first wait of a pool, once.
    private LatencyHistogram NewSlotsIdle()
    {
        var made = new LatencyHistogram(isLasting: true);
        Volatile.Write(ref slotsIdle, made);
        return made;
    }

    /// <summary>The owner's queue has become empty, or is so no more.</summary>
    internal void NoteBusy(bool isBusy, long nowNanoseconds) => busy.Note(isBusy, nowNanoseconds);

    /// <summary>For how long somebody has waited, in all. Any thread; off by one wait when the queue empties at that moment.</summary>
    internal long BusyAt(long nowNanoseconds) => busy.At(nowNanoseconds);

    /// <summary>Of the pool's routes that have one; replaced whole with a reload.</summary>
    internal Bulkhead[] Bulkheads
    {
        get => Volatile.Read(ref bulkheads);
        set => Volatile.Write(ref bulkheads, value);
    }

    /// <summary>Requests that wait in the pool's own queue or are on their way to it, by class.</summary>
    internal ClassCounts WaitingByClass()
    {
        ClassCounts present = Queue?.Present() ?? default;
        Mail.AddTo(ref present);
        return present;
    }

    /// <summary>Requests that wait in the pool's own queue, or are on their way to one.</summary>
    internal int WaitingInMain
    {
        get
        {
            int waiting = Waiting;
            foreach (Bulkhead bulkhead in Bulkheads)
            {
                waiting -= bulkhead.Queue.Count;
            }

            return Math.Max(0, waiting);
        }
    }

    /// <summary>For how long the oldest waiter of each class has waited, nanoseconds, as of the queue's last look. Any thread.</summary>
    internal long[] OldestWaits(long nowNanoseconds)
    {
        long[] waits = new long[AdmissionKey.Classes];
        for (int index = 0; index < waits.Length; index++)
        {
            waits[index] = OldestWait(Queue, index, nowNanoseconds);
            foreach (Bulkhead bulkhead in Bulkheads)
            {
                waits[index] = Math.Max(waits[index], OldestWait(bulkhead.Queue, index, nowNanoseconds));
            }
        }

        return waits;
    }

    private static long OldestWait(WaitQueue? queue, int index, long nowNanoseconds)
    {
        long since = queue?.CountersOf(index) is { } counters ? Volatile.Read(ref counters.OldestNanoseconds) : 0;
        return since == 0 ? 0 : Math.Max(0, nowNanoseconds - since);
    }

    // Read with every request and written by every wait: on cache lines of its own.
    [StructLayout(LayoutKind.Explicit, Size = 136)]
    private struct Shared
    {
        [FieldOffset(64)]
        public int Waiting;

        [FieldOffset(68)]
        public int SlotFree;

        [FieldOffset(72)]
        public long FreeSince;
    }
}
