using System.Numerics;
using System.Runtime.CompilerServices;

namespace Holdfast.Foundation;

/// <summary>
/// A bounded queue between exactly one producing and one consuming thread, without locks: each side writes only its own position.
/// A full ring refuses, so that a slow consumer costs the producer a counter and never a wait.
/// </summary>
public sealed class Ring<T>
{
    private readonly T[] items;
    private readonly int mask;
    private RingPositions positions;

    /// <param name="capacity">Most items at once; rounded up to a power of two, so that an index is a bit mask.</param>
    public Ring(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        items = new T[BitOperations.RoundUpToPowerOf2((uint)capacity)];
        mask = items.Length - 1;
    }

    public int Capacity => items.Length;

    /// <summary>Any thread; already old when it is read.</summary>
    public int Count => (int)(Volatile.Read(ref positions.Written) - Volatile.Read(ref positions.Read));

    /// <summary>Producer only. False when full.</summary>
    public bool TryEnqueue(T item)
    {
        long written = positions.Written;
        if (written - Volatile.Read(ref positions.Read) == items.Length)
        {
            return false;
        }

        items[(int)written & mask] = item;
        // Release: the consumer that sees the new position also sees the item.
        Volatile.Write(ref positions.Written, written + 1);
        return true;
    }

    /// <summary>Consumer only. False when empty.</summary>
    public bool TryDequeue([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item)
    {
        long read = positions.Read;
        if (read == Volatile.Read(ref positions.Written))
        {
            item = default;
            return false;
        }

        ref T place = ref items[(int)read & mask];
        item = place;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            // Else the ring would keep what was consumed alive until the place is written again.
            place = default!;
        }

        Volatile.Write(ref positions.Read, read + 1);
        return true;
    }
}
