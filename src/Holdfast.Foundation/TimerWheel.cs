using System.Numerics;

namespace Holdfast.Foundation;

/// <summary>
/// Timers of one thread: a hierarchical timing wheel (Varghese and Lauck 1987). Schedule and Cancel are constant time and allocate
/// nothing. Timers never fire early, and late by less than one resolution step plus the time between two calls of Advance.
/// </summary>
/// <remarks>
/// Level 0 has a slot per tick, level n a slot per 64^n ticks. A node lies at the level of the highest 6-bit digit in which its due
/// tick differs from the current tick; when time enters its slot it moves down. So every slot in use lies ahead of the current
/// one in its own level, and the first level in use holds the earliest timer: a bit mask per level finds it without a walk.
/// </remarks>
public sealed class TimerWheel
{
    private const int DigitBits = 6;
    private const int SlotsPerLevel = 1 << DigitBits;
    // 11 x 6 bits cover every tick a long can name: no overflow list, no special case for far timers.
    private const int Levels = 11;
    private const int DueList = Levels * SlotsPerLevel;

    private readonly long resolution;
    private readonly long origin;
    private readonly ulong[] occupied = new ulong[Levels];
    private readonly TimerNode?[] heads = new TimerNode?[DueList + 1];
    private readonly TimerNode?[] tails = new TimerNode?[DueList + 1];
    private long currentTick;

    /// <param name="resolutionNanoseconds">Length of a tick.</param>
    /// <param name="nowNanoseconds">The clock's present time; nothing is due before it.</param>
    public TimerWheel(long resolutionNanoseconds, long nowNanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resolutionNanoseconds);
        resolution = resolutionNanoseconds;
        origin = nowNanoseconds;
    }

    /// <summary>Timers that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Schedules, or moves when already scheduled. A time that has passed fires at the next <see cref="Advance"/>.</summary>
    public void Schedule(TimerNode node, long dueNanoseconds)
    {
        long dueTick = Math.Max(TickAtOrAfter(dueNanoseconds), currentTick);
        if (node.List != TimerNode.NotListed)
        {
            // Timeouts are pushed back on every request: the common case of the same tick costs nothing.
            if (node.DueTick == dueTick && node.List != DueList)
            {
                return;
            }

            Cancel(node);
        }

        node.DueTick = dueTick;
        Insert(node);
        Count++;
    }

    /// <summary>Harmless when the node is not scheduled. Also stops a node that is due in the Advance under way but has not fired yet.</summary>
    public void Cancel(TimerNode node)
    {
        if (node.List != TimerNode.NotListed)
        {
            Unlink(node);
            Count--;
        }
    }

    /// <summary>Fires what is due, in the order of due ticks; returns how many fired.</summary>
    public int Advance(long nowNanoseconds)
    {
        CollectDue((nowNanoseconds - origin) / resolution);
        int fired = 0;
        // Popped one by one, not walked: a handler may cancel any node of the list. A handler that throws leaves the rest for the next call.
        while (heads[DueList] is { } node)
        {
            Unlink(node);
            Count--;
            fired++;
            node.OnDue(nowNanoseconds);
        }

        return fired;
    }

    /// <summary>How long a loop may sleep: -1 when nothing is scheduled. May be early (a far timer moves down a level), never late by more than a tick.</summary>
    public long NanosecondsUntilNext(long nowNanoseconds)
    {
        long next = NextDue;
        return next < 0 ? -1 : Math.Max(0, next - nowNanoseconds);
    }

    /// <summary>Until when a loop may sleep: 0 when something is due already, -1 when nothing is scheduled. May be early, as above.</summary>
    public long NextDue => heads[DueList] is not null ? 0 : TryFindEarliest(out _, out long tick) ? Math.Max(0, TimeAt(tick)) : -1;

    private void CollectDue(long nowTick)
    {
        while (TryFindEarliest(out int list, out long tick) && tick <= nowTick)
        {
            currentTick = Math.Max(currentTick, tick);
            if (list < SlotsPerLevel)
            {
                MoveAllToDue(list);
            }
            else
            {
                MoveAllDown(list);
            }
        }

        currentTick = Math.Max(currentTick, nowTick);
    }

    private bool TryFindEarliest(out int list, out long tick)
    {
        for (int level = 0; level < Levels; level++)
        {
            if (occupied[level] != 0)
            {
                int slot = BitOperations.TrailingZeroCount(occupied[level]);
                list = (level << DigitBits) | slot;
                tick = SlotStart(level, slot);
                return true;
            }
        }

        list = -1;
        tick = 0;
        return false;
    }

    private long SlotStart(int level, int slot)
    {
        int shift = level * DigitBits;
        long start = (long)slot << shift;
        // The digits above the level are those of the current tick; the top level has none above it.
        return level == Levels - 1 ? start : start | (currentTick >> (shift + DigitBits) << (shift + DigitBits));
    }

    private void MoveAllToDue(int list)
    {
        while (heads[list] is { } node)
        {
            Unlink(node);
            Link(node, DueList);
        }
    }

    private void MoveAllDown(int list)
    {
        // Ends: the current tick now has this slot's digit, so every node differs from it in a lower digit only.
        while (heads[list] is { } node)
        {
            Unlink(node);
            Insert(node);
        }
    }

    private void Insert(TimerNode node)
    {
        // The lowest digit always counts as different: it makes a tick that is due now a slot of level 0.
        ulong difference = (ulong)(node.DueTick ^ currentTick) | (SlotsPerLevel - 1);
        int level = BitOperations.Log2(difference) / DigitBits;
        int slot = (int)(node.DueTick >> (level * DigitBits)) & (SlotsPerLevel - 1);
        occupied[level] |= 1UL << slot;
        Link(node, (level << DigitBits) | slot);
    }

    private void Link(TimerNode node, int list)
    {
        TimerNode? tail = tails[list];
        node.List = list;
        node.Previous = tail;
        node.Next = null;
        tails[list] = node;
        if (tail is null)
        {
            heads[list] = node;
        }
        else
        {
            tail.Next = node;
        }
    }

    private void Unlink(TimerNode node)
    {
        int list = node.List;
        if (node.Previous is { } previous)
        {
            previous.Next = node.Next;
        }
        else
        {
            heads[list] = node.Next;
        }

        if (node.Next is { } next)
        {
            next.Previous = node.Previous;
        }
        else
        {
            tails[list] = node.Previous;
        }

        node.Previous = node.Next = null;
        node.List = TimerNode.NotListed;
        if (heads[list] is null && list != DueList)
        {
            occupied[list >> DigitBits] &= ~(1UL << (list & (SlotsPerLevel - 1)));
        }
    }

    // Rounded up: a timer fires at the first tick that is not before its time.
    private long TickAtOrAfter(long nanoseconds)
    {
        long sinceOrigin = nanoseconds - origin;
        return sinceOrigin <= 0 ? 0 : ((sinceOrigin - 1) / resolution) + 1;
    }

    private long TimeAt(long tick)
    {
        // A "never" of long.MaxValue rounds up past the end of time; saturate instead of wrapping into the past.
        long sinceOrigin = tick > (long.MaxValue - Math.Max(0, origin)) / resolution ? long.MaxValue - Math.Max(0, origin) : tick * resolution;
        return origin + sinceOrigin;
    }
}
