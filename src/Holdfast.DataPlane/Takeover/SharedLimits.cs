using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// The limits, requests in flight and connections of all servers in memory that a process shares with its successor: a slot for each server,
/// and in it a lane for each process, of which there may be three. Limits are law over all of them together; what they are is said by
/// the one in charge. Of a process that has died the lane is emptied by the others. Any thread; next: <see cref="SharedLane"/>, <see cref="SharedSlots"/>.
/// </summary>
public sealed class SharedLimits : IDisposable
{
    // The head: what it is, how many slots have ever been used, who is in charge, then the lanes.
    internal const int HeadWords = 512;
    internal const int CountWord = 1;
    private const int ChargeWord = 2;
    private const int LanesWord = 3;

    // Another layout has another number, and a takeover between both is refused: "HFLIMIT" and 1.
    private const long Layout = 0x5449_4D49_4C46_4801;
    private const int Bytes = (HeadWords * sizeof(long)) + SharedSlots.Bytes;

    private readonly SharedPages pages;
    private readonly SharedSlots slots;
    private readonly SharedLane[] others;
    private readonly int lane;
    private bool wantsCharge;

    private SharedLimits(SharedPages pages, int lane)
    {
        this.pages = pages;
        this.lane = lane;
        others = [.. Enumerable.Range(0, TrafficWord.Lanes).Where(each => each != lane).Select(each => new SharedLane(pages, each, Head(LanesWord + each)))];
        slots = new SharedSlots(pages, lane, () => Array.TrueForAll(others, other => !other.IsUsed));
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

    /// <summary>
    /// What the process that is to be replaced has passed on; null when it has another layout, or when three processes share it already. There is no
    /// takeover then: two processes that count apart would send servers twice what they are to get.
    /// </summary>
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
            if (other.IsDead(nowNanoseconds, out bool isOver) && (isOver || !slots.HasTraffic(other.Lane)))
            {
                slots.Empty(other.Lane);
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
    internal ServerCell Claim(string pool, string name, in NetworkAddress address) => slots.Claim(this, $"{pool}\n{name}\n{address}");

    /// <inheritdoc cref="SharedSlots.TakeApart"/>
    internal int TakeApart() => slots.TakeApart();

    /// <inheritdoc cref="SharedSlots.Release"/>
    internal void Release(int slot) => slots.Release(slot);

    private static SharedLimits? TryEnter(SharedPages pages)
    {
        // One that nobody has had since it was emptied, before one whose process has died just now.
        foreach (int lane in Enumerable.Range(0, TrafficWord.Lanes).OrderBy(each => Volatile.Read(ref pages.WordAt((LanesWord + each) * sizeof(long)).Value) != 0))
        {
            if (pages.TryLock(lane))
            {
                SharedLimits entered = new(pages, lane);
                // Whoever had it may have died without anybody to empty it.
                entered.slots.Empty(lane);
                // A full fence: who looks at the slots from here on is seen by whoever gives one of them to another server, or sees what it was given to.
                Interlocked.Exchange(ref entered.Head(LanesWord + lane).Value, Environment.ProcessId);
                return entered;
            }
        }

        return null;
    }

    private SharedWord Head(int word) => pages.WordAt(word * sizeof(long));
}
