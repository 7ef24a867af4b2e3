using System.Runtime.InteropServices;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What is on its way from other workers to a queue, held to that queue's own bounds: an owner that is held up for long finds no more than once
/// again what may wait. Each class has its own count, because mail has no order: else a crowd of the least important would refuse the others.
/// Any thread (atomics only). Next: <see cref="Mailbox"/>, which carries them.
/// </summary>
internal sealed class QueueMail
{
    private readonly QueueMail refusals;
    private Shared shared;

    /// <param name="pool">Of a route's own queue: its pool's mail counts what is refused here, because that one stays when a reload takes the route away. Null for the pool's.</param>
    public QueueMail(QueueMail? pool = null)
    {
        refusals = pool ?? this;
    }

    /// <summary>Were not taken because as many of their class as may wait were on their way; of a pool with those of its routes.</summary>
    public long RefusedForCount => Volatile.Read(ref shared.RefusedForCount);

    /// <summary>Were not taken because they, and what was on its way, hold more memory than may wait; of a pool with those of its routes.</summary>
    public long RefusedForBytes => Volatile.Read(ref shared.RefusedForBytes);

    /// <summary>Before it is posted. Every true needs one <see cref="Take"/>.</summary>
    public bool TryAdd(Waiter waiter, QueueSettings bounds)
    {
        int index = (int)waiter.Class;
        if (Interlocked.Increment(ref shared.Counts[index]) > bounds.CountOf(index))
        {
            Interlocked.Decrement(ref shared.Counts[index]);
            Interlocked.Increment(ref refusals.shared.RefusedForCount);
            return false;
        }

        if (Interlocked.Add(ref shared.Bytes, waiter.Bytes) > bounds.Bytes)
        {
            Take(waiter);
            Interlocked.Increment(ref refusals.shared.RefusedForBytes);
            return false;
        }

        return true;
    }

    /// <summary>Adds what is on its way to what is there, by class.</summary>
    public void AddTo(ref ClassCounts present)
    {
        for (int index = 0; index < AdmissionKey.Classes; index++)
        {
            present[index] += Volatile.Read(ref shared.Counts[index]);
        }
    }

    /// <summary>It has arrived.</summary>
    public void Take(Waiter waiter)
    {
        Interlocked.Add(ref shared.Bytes, -waiter.Bytes);
        Interlocked.Decrement(ref shared.Counts[(int)waiter.Class]);
    }

    // Written by all workers while requests wait: on cache lines of its own.
    [StructLayout(LayoutKind.Explicit, Size = 168)]
    private struct Shared
    {
        [FieldOffset(64)]
        public ClassCounts Counts;

        [FieldOffset(80)]
        public long Bytes;

        [FieldOffset(88)]
        public long RefusedForCount;

        [FieldOffset(96)]
        public long RefusedForBytes;
    }
}
