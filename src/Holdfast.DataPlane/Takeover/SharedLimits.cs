using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// The limits, requests in flight and connections of all servers in memory that a process shares with its successor: a slot for each server,
/// and in it a lane for each process, of which there may be three. Limits are law over all of them together; what they are is said by
/// the one in charge. Of a process that has died the lane is emptied by the others. Any thread; next: <see cref="SharedLane"/>, <see cref="ServerCell"/>.
/// </summary>
public sealed class SharedLimits : IDisposable
{
    /// <summary>The words of a slot that are not needed for each request begin here, on a cache line of their own.</summary>
    internal const int ColdWords = 8;

    private const int KeyWord = ColdWords + 4;
    private const int UsersWord = ColdWords + 5;
    private const int SlotWords = 16;
    private const int Slots = 16_384;

    // The head: what it is, how many slots have ever been used, who is in charge, then the lanes.
    private const int HeadWords = 512;
    private const int CountWord = 1;
    private const int ChargeWord = 2;
    private const int LanesWord = 3;

    // Another layout has another number, and is then not shared: "HFLIMIT" and 1.
    private const long Layout = 0x5449_4D49_4C46_4801;
    private const int Bytes = (HeadWords + (Slots * SlotWords)) * sizeof(long);

    private readonly Lock gate = new();
    private readonly Dictionary<long, int> known = [];
    private readonly Queue<int> spare = new();
    private readonly int[] uses = new int[Slots];
    private readonly SharedPages pages;
    private readonly SharedLane[] others;
    private readonly int lane;
    private int indexed;
    private bool wantsCharge;

    private SharedLimits(SharedPages pages, int lane)
    {
        this.pages = pages;
        this.lane = lane;
        others = [.. Enumerable.Range(0, TrafficWord.Lanes).Where(each => each != lane).Select(each => new SharedLane(pages, each, Head(LanesWord + each)))];
    }

    /// <summary>To be passed to a successor.</summary>
    public int Descriptor => pages.Descriptor;

    /// <summary>This process says what the limits are.</summary>
    public bool IsInCharge => Volatile.Read(ref Head(ChargeWord).Value) == lane + 1;

    /// <summary>New, with this process in charge; null where the kernel gives no such memory.</summary>
    public static SharedLimits? TryCreate()
    {
        SharedPages? pages = SharedPages.TryCreate(Bytes);
        if (pages is null)
        {
            return null;
        }

        Volatile.Write(ref pages.WordAt(0).Value, Layout);
        SharedLimits? made = TryEnter(pages);
        made?.TakeCharge();
        return made;
    }

    /// <summary>What the process that is to be replaced has passed on; null when it has another layout, or when three processes share it already.</summary>
    /// <param name="descriptor">Belongs to this from now on.</param>
    public static SharedLimits? TryJoin(int descriptor)
    {
        SharedPages? pages = SharedPages.TryAdopt(descriptor, Bytes);
        if (pages is not null && Volatile.Read(ref pages.WordAt(0).Value) == Layout && TryEnter(pages) is { } joined)
        {
            return joined;
        }

        pages?.Dispose();
        return null;
    }

    /// <summary>Says what the limits are from now on; the process that did so until now has no say any more.</summary>
    public void TakeCharge()
    {
        wantsCharge = true;
        Volatile.Write(ref Head(ChargeWord).Value, lane + 1);
    }

    /// <summary>This process leaves, another one serves: it takes no charge again.</summary>
    public void LeaveCharge() => wantsCharge = false;

    /// <summary>About every 100 ms: empties the lanes of dead processes. True when this one is in charge since now, because the other died.</summary>
    public bool Tick(long nowNanoseconds)
    {
        bool anyAlive = false;
        foreach (SharedLane other in others)
        {
            if (other.IsDead(nowNanoseconds, out bool isOver) && (isOver || !HasTraffic(other.Lane)))
            {
                Empty(other.Lane);
                other.Free();
            }

            anyAlive |= other.IsUsed && Volatile.Read(ref Head(ChargeWord).Value) == other.Lane + 1;
        }

        if (!wantsCharge || IsInCharge || anyAlive)
        {
            return false;
        }

        TakeCharge();
        return true;
    }

    public void Dispose()
    {
        Volatile.Write(ref Head(LanesWord + lane).Value, SharedLane.Left);
        pages.Dispose();
    }

    /// <summary>Where the server is counted, together with all processes that have it; in this process alone when there is no slot left.</summary>
    internal ServerCell Claim(string pool, string name, in NetworkAddress address)
    {
        long key = KeyOf($"{pool}\n{name}\n{address}");
        lock (gate)
        {
            Index();
            if (!known.TryGetValue(key, out int slot) && !TryTakeSlot(key, out slot))
            {
                return new ServerCell();
            }

            int first = slot;
            long before = Interlocked.Or(ref Word(slot, UsersWord).Value, 1L << lane);
            uses[slot]++;
            return new ServerCell(this, slot, lane, before != 0, word => Word(first, word));
        }
    }

    /// <summary>The server's state is gone; called by the collector.</summary>
    internal void Release(int slot)
    {
        lock (gate)
        {
            if (--uses[slot] == 0 && (Interlocked.And(ref Word(slot, UsersWord).Value, ~(1L << lane)) & ~(1L << lane)) == 0)
            {
                spare.Enqueue(slot);
            }
        }
    }

    private static SharedLimits? TryEnter(SharedPages pages)
    {
        // One that nobody has had since it was emptied, before one whose process has died just now.
        foreach (int lane in Enumerable.Range(0, TrafficWord.Lanes).OrderBy(each => Volatile.Read(ref pages.WordAt((LanesWord + each) * sizeof(long)).Value) != 0))
        {
            if (pages.TryLock(lane))
            {
                SharedLimits entered = new(pages, lane);
                // Whoever had it may have died without anybody to empty it.
                entered.Empty(lane);
                Volatile.Write(ref entered.Head(LanesWord + lane).Value, Environment.ProcessId);
                return entered;
            }
        }

        return null;
    }

    private static long KeyOf(string text) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) | 1;

    private SharedWord Head(int word) => pages.WordAt(word * sizeof(long));

    private SharedWord Word(int slot, int word) => pages.WordAt((HeadWords + (slot * SlotWords) + word) * sizeof(long));

    /// <summary>Finds the slots that another process has added.</summary>
    private void Index()
    {
        int count = (int)Math.Min(Volatile.Read(ref Head(CountWord).Value), Slots);
        for (; indexed < count; indexed++)
        {
            long key = Volatile.Read(ref Word(indexed, KeyWord).Value);
            if (key == 0)
            {
                // It is being added this moment.
                return;
            }

            known[key] = indexed;
        }
    }

    private bool TryTakeSlot(long key, out int slot)
    {
        // Slots change their server only while nobody else can have looked at them.
        bool isAlone = Array.TrueForAll(others, other => !other.IsUsed);
        while (isAlone && spare.TryDequeue(out slot))
        {
            if (Volatile.Read(ref Word(slot, UsersWord).Value) == 0)
            {
                known.Remove(Volatile.Read(ref Word(slot, KeyWord).Value));
                return Name(slot, key);
            }
        }

        slot = (int)Interlocked.Increment(ref Head(CountWord).Value) - 1;
        if (slot < Slots)
        {
            return Name(slot, key);
        }

        Interlocked.Decrement(ref Head(CountWord).Value);
        return false;
    }

    private bool Name(int slot, long key)
    {
        Volatile.Write(ref Word(slot, KeyWord).Value, key);
        known[key] = slot;
        return true;
    }

    private bool HasTraffic(int dead)
    {
        int count = (int)Math.Min(Volatile.Read(ref Head(CountWord).Value), Slots);
        return Enumerable.Range(0, count).Any(slot => TrafficWord.InFlight(Volatile.Read(ref Word(slot, 0).Value), dead) > 0);
    }

    /// <summary>Gives back what the lane's process had in flight and open.</summary>
    private void Empty(int dead)
    {
        lock (gate)
        {
            int count = (int)Math.Min(Volatile.Read(ref Head(CountWord).Value), Slots);
            for (int slot = 0; slot < count; slot++)
            {
                Change(ref Word(slot, 0).Value, word => TrafficWord.WithoutLane(word, dead));
                Change(ref Word(slot, ColdWords).Value, word => ConnectionWord.WithoutLane(word, dead));
                if ((Interlocked.And(ref Word(slot, UsersWord).Value, ~(1L << dead)) & ~(1L << dead)) == 0)
                {
                    spare.Enqueue(slot);
                }
            }
        }
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
}
