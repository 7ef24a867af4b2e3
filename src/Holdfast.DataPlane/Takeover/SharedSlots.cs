using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// Which server is counted where in the memory that processes share: a slot of words for each. Any thread; the lock is for what this process
/// remembers, between processes there are atomics only. Next: <see cref="ServerCell"/>.
/// </summary>
internal sealed class SharedSlots
{
    /// <summary>The words of a slot that are not needed for each request begin here, on a cache line of their own.</summary>
    public const int ColdWords = 8;

    // Was not used by the first processes with this layout, which count no probes: nothing else of theirs is in it.
    public const int ProbesWord = ColdWords + 6;

    // As that one: processes that know no sessions leave it at 0.
    public const int SessionsWord = ColdWords + 7;

    public const int Bytes = Slots * SlotWords * sizeof(long);

    // Among the users of a slot, whose bits are below: the first of them clears it.
    private const long Beginning = 1L << 62;

    // In the place of a server's key, which is odd: the slot was given away and taken back.
    private const long NoServer = 2;

    // About a second, from the point on at which each turn sleeps for a millisecond: who takes longer has died on the way.
    private const int SpinsMaximum = 1_000;

    private const int KeyWord = ColdWords + 4;
    private const int UsersWord = ColdWords + 5;
    private const int SlotWords = 16;
    private const int Slots = 16_384;

    private readonly Lock gate = new();
    private readonly Dictionary<long, int> known = [];
    private readonly Queue<int> spare = new();
    private readonly int[] uses = new int[Slots];
    private readonly SharedPages pages;
    private readonly int lane;
    private readonly Func<bool> isAlone;
    private int indexed;
    private int apart;

    /// <param name="isAlone">No other process has entered.</param>
    public SharedSlots(SharedPages pages, int lane, Func<bool> isAlone)
    {
        this.pages = pages;
        this.lane = lane;
        this.isAlone = isAlone;
    }

    /// <summary>Where the server is counted, together with all processes that have it; in this process alone when there is no slot left.</summary>
    /// <param name="server">What makes it one: pool, name and address.</param>
    public ServerCell Claim(SharedLimits owner, string server)
    {
        long key = KeyOf(server);
        lock (gate)
        {
            if (!TryJoin(key, out int slot, out bool isInUse))
            {
                apart++;
                return new ServerCell();
            }

            int joined = slot;
            uses[slot]++;
            ServerCell cell = new(owner, slot, lane, isInUse, word => Word(joined, word));
            Interlocked.And(ref Word(slot, UsersWord).Value, ~Beginning);
            return cell;
        }
    }

    /// <summary>Finds the server's slot, or gives it one, and counts this process among its users. False where there is none left.</summary>
    /// <param name="isInUse">Another process counts in it already.</param>
    private bool TryJoin(long key, out int slot, out bool isInUse)
    {
        while (true)
        {
            isInUse = false;
            bool isKnown = TryFind(key, out slot);
            if (!isKnown && TryTakeSpare(key, out slot))
            {
                return true;
            }

            if (!isKnown && !TryAdd(key, out slot))
            {
                return false;
            }

            isInUse = Join(slot);
            if (Volatile.Read(ref Word(slot, KeyWord).Value) == key)
            {
                return true;
            }

            // It was nobody's, and another process has given it to another server since it was found.
            Leave(slot, isInUse);
        }
    }

    /// <summary>This process counts nothing in it any more.</summary>
    /// <param name="isInUse">As <see cref="Join"/> said.</param>
    private void Leave(int slot, bool isInUse)
    {
        long own = (1L << lane) | (isInUse ? 0 : Beginning);
        if ((Interlocked.And(ref Word(slot, UsersWord).Value, ~own) & ~own) == 0)
        {
            spare.Enqueue(slot);
        }
    }

    /// <summary>
    /// False for the first of its users, who clears what another server has left there. Until that is done the others wait: one that counted in it
    /// meanwhile would have its count cleared, and take from another process or the limit what it gives back.
    /// </summary>
    private bool Join(int slot)
    {
        ref long users = ref Word(slot, UsersWord).Value;
        SpinWait wait = default;
        while (true)
        {
            long seen = Volatile.Read(ref users);
            if (seen == 0)
            {
                if (Interlocked.CompareExchange(ref users, Beginning | (1L << lane), 0) == 0)
                {
                    return false;
                }
            }
            else if ((seen & Beginning) != 0 && wait.Count < SpinsMaximum)
            {
                wait.SpinOnce();
            }
            else if (Interlocked.CompareExchange(ref users, seen | (1L << lane), seen) == seen)
            {
                return true;
            }
        }
    }

    /// <summary>Servers since the last call for which there was no slot: they are counted in this process alone.</summary>
    public int TakeApart()
    {
        lock (gate)
        {
            (int taken, apart) = (apart, 0);
            return taken;
        }
    }

    /// <summary>The server's state is gone; called by the collector.</summary>
    public void Release(int slot)
    {
        lock (gate)
        {
            if (--uses[slot] == 0)
            {
                Leave(slot, isInUse: true);
            }
        }
    }

    /// <summary>The process of that lane had requests under way.</summary>
    public bool HasTraffic(int dead)
    {
        int count = (int)Math.Min(Volatile.Read(ref Head(SharedLimits.CountWord).Value), Slots);
        return Enumerable.Range(0, count).Any(slot => TrafficWord.InFlight(Volatile.Read(ref Word(slot, 0).Value), dead) > 0);
    }

    /// <summary>Gives back what the lane's process had in flight and open.</summary>
    public void Empty(int dead)
    {
        lock (gate)
        {
            int count = (int)Math.Min(Volatile.Read(ref Head(SharedLimits.CountWord).Value), Slots);
            for (int slot = 0; slot < count; slot++)
            {
                Change(ref Word(slot, 0).Value, word => TrafficWord.WithoutLane(word, dead));
                Change(ref Word(slot, ColdWords).Value, word => ConnectionWord.WithoutLane(word, dead));
                Change(ref Word(slot, ProbesWord).Value, word => ConnectionWord.WithoutLane(word, dead));
                Change(ref Word(slot, SessionsWord).Value, word => ConnectionWord.WithoutLane(word, dead));
                if (EmptyUsers(ref Word(slot, UsersWord).Value, 1L << dead) == 0)
                {
                    spare.Enqueue(slot);
                }
            }
        }
    }

    /// <summary>
    /// The dead one may have begun with it, too: with its words at 0 there is nothing left to clear. Where it had not even joined, another process may be
    /// beginning just now.
    /// </summary>
    private static long EmptyUsers(ref long users, long dead)
    {
        long seen = Volatile.Read(ref users);
        long gone = dead | Beginning;
        return (seen & dead) == 0 ? seen : Interlocked.And(ref users, ~gone) & ~gone;
    }

    private static void Change(ref long word, Func<long, long> change)
    {
        long seen = Volatile.Read(ref word);
        long found;
        while ((found = Interlocked.CompareExchange(ref word, change(seen), seen)) != seen)
        {
            seen = found;
        }
    }

    private static long KeyOf(string text) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) | 1;

    private SharedWord Head(int word) => pages.WordAt(word * sizeof(long));

    private SharedWord Word(int slot, int word) => pages.WordAt((SharedLimits.HeadWords + (slot * SlotWords) + word) * sizeof(long));

    /// <summary>The server's slot, where it has one.</summary>
    private bool TryFind(long key, out int slot)
    {
        // Another process may have given it to another server since.
        if (known.TryGetValue(key, out slot) && Volatile.Read(ref Word(slot, KeyWord).Value) == key)
        {
            return true;
        }

        known.Remove(key);
        return TryReadOn(key, out slot);
    }

    /// <summary>
    /// A new slot. They are given in order, each by writing its key over 0, which one process can do: where two add the same server at once, the other
    /// finds the key there and shares it; and one that dies on the way leaves no hole.
    /// </summary>
    private bool TryAdd(long key, out int slot)
    {
        for (slot = indexed; slot < Slots; slot = indexed)
        {
            long found = Interlocked.CompareExchange(ref Word(slot, KeyWord).Value, key, 0);
            Note(slot, found == 0 ? key : found);
            if (found == 0 || found == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes note of the slots that other processes have given since; true when the server's is among them.</summary>
    private bool TryReadOn(long key, out int slot)
    {
        while (indexed < Slots && Volatile.Read(ref Word(indexed, KeyWord).Value) is not 0 and var found)
        {
            Note(indexed, found);
        }

        return known.TryGetValue(key, out slot);
    }

    private void Note(int slot, long key)
    {
        known[key] = slot;
        indexed = slot + 1;
        ref long count = ref Head(SharedLimits.CountWord).Value;
        for (long seen = Volatile.Read(ref count); seen < indexed; seen = Volatile.Read(ref count))
        {
            Interlocked.CompareExchange(ref count, indexed, seen);
        }
    }

    /// <summary>
    /// Slots change their server only while nobody else can have looked at them. Another process may enter at that very moment, so it is looked for once
    /// more when the key is written: either it finds that key, and waits because this one begins, or it is found here. Then the slot is given back
    /// under a key that no server has: the other one may have given the server a new slot already, which both find.
    /// </summary>
    private bool TryTakeSpare(long key, out int slot)
    {
        slot = -1;
        while (isAlone() && spare.TryDequeue(out slot))
        {
            if (Interlocked.CompareExchange(ref Word(slot, UsersWord).Value, Beginning | (1L << lane), 0) != 0)
            {
                continue;
            }

            known.Remove(Volatile.Read(ref Word(slot, KeyWord).Value));
            Interlocked.Exchange(ref Word(slot, KeyWord).Value, key);
            if (isAlone())
            {
                known[key] = slot;
                return true;
            }

            Volatile.Write(ref Word(slot, KeyWord).Value, NoServer);
            Leave(slot, isInUse: false);
        }

        return false;
    }
}
