using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What the clients of a pool ask for and get, as one worker sees it: a table of fixed size in which the heavy ones stay (weighted
/// Misra-Gries in buckets of eight: a newcomer wears the lightest of its bucket down before it takes the place). Written by the
/// worker alone, read by the control loop at any time. Next: <see cref="FairShareControl"/>.
/// </summary>
internal sealed class ClientUsage
{
    // Eight keys are one cache line: a look at a bucket is a look at one.
    private const int Ways = 8;
    private const int EpochShift = 33;
    private const float GapShare = 0.1f;

    private readonly ulong[] keys;
    private readonly ClientSlot[] slots;
    private readonly ulong bucketMask;
    private ClientRetries[]? retries;
    private ClientName[]? names;
    private long offered;
    private long limited;

    /// <param name="slots">Clients that are told apart, a power of two: whoever makes more than about a slot's share of the load is never lost.</param>
    public ClientUsage(int slots = 512)
    {
        if (slots < Ways || (slots & (slots - 1)) != 0)
        {
            throw new ArgumentException("a power of two, 8 or more", nameof(slots));
        }

        keys = LastingMemory.Array<ulong>(slots);
        this.slots = LastingMemory.Array<ClientSlot>(slots);
        Seen = LastingMemory.Array<Reading>(slots);
        bucketMask = (ulong)(slots / Ways) - 1;
    }

    /// <summary>How far the control loop has read each slot. The control loop's only.</summary>
    internal Reading[] Seen { get; }

    internal long SeenOffered { get; set; }

    internal long SeenLimited { get; set; }

    public int Slots => keys.Length;

    /// <summary>Service time that all clients have asked for, those too that are not told apart. Any thread.</summary>
    public long OfferedNanoseconds => Volatile.Read(ref offered);

    /// <summary>Those who have no place.</summary>
    public UntoldClients Untold { get; } = new();

    /// <summary>Requests that <see cref="Limit"/> was told of. Any thread.</summary>
    public long Limited => Volatile.Read(ref limited);

    /// <summary>A request has come; whether it is let in is not known yet.</summary>
    /// <param name="costNanoseconds">Expected service time.</param>
    /// <param name="isRetry">It is known to be one.</param>
    /// <returns>True when it was given a place just now: a <see cref="Name"/> may follow.</returns>
    public bool Arrive(ulong client, in NetworkAddress address, long costNanoseconds, long nowNanoseconds, bool isRetry = false)
    {
        Volatile.Write(ref offered, offered + costNanoseconds);
        int place = Find(KeyOf(client));
        bool isNew = place < 0;
        if (isNew)
        {
            place = Claim(KeyOf(client), address, costNanoseconds, nowNanoseconds);
        }

        if (place >= 0)
        {
            Note(ref slots[place], costNanoseconds, nowNanoseconds);
            slots[place].Retries += isRetry ? 1 : 0;
        }

        return isNew && place >= 0;
    }

    /// <summary>A request was refused before it could ask anything of the pool: nothing that shares are dealt by, but its client holds its place with it.</summary>
    /// <param name="costNanoseconds">Service time that it would have asked for.</param>
    /// <returns>As <see cref="Arrive"/>.</returns>
    public bool Limit(ulong client, in NetworkAddress address, long costNanoseconds, long nowNanoseconds)
    {
        Volatile.Write(ref limited, limited + 1);
        int place = Find(KeyOf(client));
        bool isNew = place < 0;
        if (isNew)
        {
            place = Claim(KeyOf(client), address, costNanoseconds, nowNanoseconds);
        }

        if (place >= 0)
        {
            Fade(ref slots[place], nowNanoseconds);
            slots[place].Weight += costNanoseconds;
            slots[place].RateLimited++;
        }

        return isNew && place >= 0;
    }

    /// <summary>It was not let in.</summary>
    public void Refuse(ulong client, RequestOutcome outcome)
    {
        int place = Find(KeyOf(client));
        if (place >= 0)
        {
            ref ClientSlot slot = ref slots[place];
            slot.ShedOverload += outcome == RequestOutcome.ShedOverload ? 1 : 0;
            slot.ShedFairShare += outcome == RequestOutcome.ShedFairShare ? 1 : 0;
            slot.ShedBulkhead += outcome == RequestOutcome.ShedBulkhead ? 1 : 0;
        }
    }

    /// <summary>What people are shown instead of the address of a client that has just got its place.</summary>
    public void Name(ulong client, in ClientName name)
    {
        int place = Find(KeyOf(client));
        if (place >= 0)
        {
            // With the first client of a pool that has a name, once: where addresses tell clients apart, nobody needs it.
            names ??= new ClientName[slots.Length];
            names[place] = name;
        }
    }

    /// <summary>It was let in: it waits or is at a server from now on. Needs a <see cref="Leave"/>.</summary>
    public void Enter(ulong client)
    {
        int place = Find(KeyOf(client));
        if (place >= 0)
        {
            slots[place].Present++;
            slots[place].Admitted++;
        }
    }

    /// <summary>It is over.</summary>
    public void Leave(ulong client, long servedNanoseconds, ClientEnd end)
    {
        int place = Find(KeyOf(client));
        if (place >= 0)
        {
            ref ClientSlot slot = ref slots[place];
            // The client may have lost its place in between, and its requests of before are not in the count of the new one.
            slot.Present = Math.Max(0, slot.Present - 1);
            slot.ServedNanoseconds += servedNanoseconds;
            slot.Good += end == ClientEnd.Good ? 1 : 0;
            slot.Failed += end == ClientEnd.Failed ? 1 : 0;
            slot.Shed += end == ClientEnd.Shed ? 1 : 0;
        }
    }

    /// <summary>
    /// Takes a token for sending one of the client's requests again. Who is not told apart makes less than a place's share of the load, and is
    /// bounded by the pool's budget alone.
    /// </summary>
    public bool TryRetry(ulong client, long nowNanoseconds)
    {
        ulong key = KeyOf(client);
        int place = Find(key);
        // With the first retry of a pool, once: most pools never see one.
        retries ??= new ClientRetries[slots.Length];
        return place < 0 || retries[place].TryTake(key, slots[place].Requests, slots[place].RequestsPerSecond, nowNanoseconds);
    }

    /// <summary>Requests of the client that this worker has waiting or at a server.</summary>
    public int PresentOf(ulong client)
    {
        int place = Find(KeyOf(client));
        return place < 0 ? 0 : slots[place].Present;
    }

    /// <summary>Any thread: a copy of a slot, false where there is none or the worker is just giving it to another client.</summary>
    public bool TryRead(int place, out ulong client, out ClientSlot slot)
    {
        client = Volatile.Read(ref keys[place]);
        slot = slots[place];
        Volatile.ReadBarrier();
        return client != 0 && client == Volatile.Read(ref keys[place]);
    }

    /// <summary>Any thread: what people are shown of the client; null where it has no name but its address, or has just lost its place.</summary>
    public string? NameOf(int place, ulong client)
    {
        if (Volatile.Read(ref names) is not { } known)
        {
            return null;
        }

        ClientName name = known[place];
        Volatile.ReadBarrier();
        return name.IsEmpty || client != Volatile.Read(ref keys[place]) ? null : name.ToString();
    }

    /// <summary>0 marks an empty place.</summary>
    internal static ulong KeyOf(ulong client) => client == 0 ? 1 : client;

    private int Find(ulong key)
    {
        int first = BucketOf(key);
        int way = keys.AsSpan(first, Ways).IndexOf(key);
        return way < 0 ? -1 : first + way;
    }

    private int BucketOf(ulong key) => (int)((key ^ (key >> 32)) & bucketMask) * Ways;

    /// <summary>A place for a client that has none; -1 when all of its bucket are held by heavier ones.</summary>
    private int Claim(ulong key, in NetworkAddress address, long costNanoseconds, long nowNanoseconds)
    {
        int first = BucketOf(key);
        int lightest = first;
        for (int place = first; place < first + Ways; place++)
        {
            if (keys[place] == 0)
            {
                lightest = place;
                break;
            }

            Fade(ref slots[place], nowNanoseconds);
            if (slots[place].Weight < slots[lightest].Weight)
            {
                lightest = place;
            }
        }

        ref ClientSlot slot = ref slots[lightest];
        slot.Weight -= costNanoseconds;
        if (keys[lightest] != 0 && slot.Weight > 0)
        {
            Untold.Note(key, nowNanoseconds);
            return -1;
        }

        // A reader sees the key go before it can see another client's numbers, and come after them.
        Volatile.Write(ref keys[lightest], 0);
        Volatile.WriteBarrier();
        if (names is { } known)
        {
            known[lightest] = default;
        }

        // Of IPv6 the network: that is the client, and each worker would call it by another of its addresses.
        slot = new ClientSlot { AddressHigh = address.High, AddressLow = address.IsIPv4 ? address.Low : 0, WeightEpoch = (int)(nowNanoseconds >> EpochShift) };
        Volatile.Write(ref keys[lightest], key);
        return lightest;
    }

    private static void Note(ref ClientSlot slot, long costNanoseconds, long nowNanoseconds)
    {
        Fade(ref slot, nowNanoseconds);
        slot.Weight += costNanoseconds;
        slot.OfferedNanoseconds += costNanoseconds;
        if (slot.Requests++ > 0)
        {
            float gap = nowNanoseconds - slot.LastNanoseconds;
            float distance = Math.Abs(gap - slot.GapNanoseconds);
            bool isFirst = slot.Requests == 2;
            slot.GapNanoseconds += (gap - slot.GapNanoseconds) * (isFirst ? 1 : GapShare);
            slot.GapDeviation += isFirst ? gap : (distance - slot.GapDeviation) * GapShare;
        }

        slot.LastNanoseconds = nowNanoseconds;
    }

    private static void Fade(ref ClientSlot slot, long nowNanoseconds)
    {
        int epoch = (int)(nowNanoseconds >> EpochShift);
        slot.Weight >>= Math.Clamp(epoch - slot.WeightEpoch, 0, 62);
        slot.WeightEpoch = epoch;
    }

    /// <summary>Sums of a slot at the last look, and whose they were.</summary>
    internal struct Reading
    {
        public ulong Client;
        public long OfferedNanoseconds;
        public long ServedNanoseconds;
        public long Requests;
        public ClientCounts Counts;
    }
}
