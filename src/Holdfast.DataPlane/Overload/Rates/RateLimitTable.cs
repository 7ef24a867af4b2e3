namespace Holdfast.DataPlane.Overload;

/// <summary>
/// A bucket for each key, in a table of fixed size. A full bucket says nothing, so its place is free for the next key; only when all places
/// of a key's row hold somebody who has just spent is the one that is nearest to full given away (and counted). Any thread; two
/// workers that give one place away at the same moment may book one request on the wrong key.
/// </summary>
internal sealed class RateLimitTable
{
    private const int Ways = 8;

    private readonly TokenBucket bucket;
    private readonly ulong[] keys;
    private readonly long[] full;
    private readonly ulong rowMask;
    private long displaced;

    /// <param name="places">Keys that may be spending at once, a power of two; 16 bytes each.</param>
    public RateLimitTable(TokenBucket bucket, int places)
    {
        if (places < Ways || (places & (places - 1)) != 0)
        {
            throw new ArgumentException("a power of two, 8 or more", nameof(places));
        }

        this.bucket = bucket;
        keys = new ulong[places];
        full = new long[places];
        rowMask = (ulong)(places / Ways) - 1;
    }

    /// <summary>Keys that lost their place while they were spending, and got a full bucket for it: the table is too small.</summary>
    public long Displaced => Volatile.Read(ref displaced);

    /// <summary>Takes one for the key; 0 when it had one, otherwise nanoseconds until it has.</summary>
    public long TryTake(ulong key, long nowNanoseconds)
    {
        int place = PlaceOf(key, nowNanoseconds);
        return bucket.TryTake(ref full[place], nowNanoseconds);
    }

    /// <summary>Gives one back that the key took. A key that has lost its place meanwhile has a full bucket already.</summary>
    public void GiveBack(ulong key)
    {
        int first = RowOf(key);
        for (int place = first; place < first + Ways; place++)
        {
            if (Volatile.Read(ref keys[place]) == key)
            {
                bucket.GiveBack(ref full[place]);
                return;
            }
        }
    }

    private int RowOf(ulong key) => (int)((key ^ (key >> 32)) & rowMask) * Ways;

    private int PlaceOf(ulong key, long nowNanoseconds)
    {
        int first = RowOf(key);
        int soonest = first;
        for (int place = first; place < first + Ways; place++)
        {
            if (Volatile.Read(ref keys[place]) == key)
            {
                return place;
            }

            if (Volatile.Read(ref full[place]) < Volatile.Read(ref full[soonest]))
            {
                soonest = place;
            }
        }

        ulong before = Volatile.Read(ref keys[soonest]);
        long spent = Volatile.Read(ref full[soonest]);
        if (Interlocked.CompareExchange(ref keys[soonest], key, before) == before && !bucket.IsFull(spent, nowNanoseconds))
        {
            Interlocked.Increment(ref displaced);
            Interlocked.CompareExchange(ref full[soonest], 0, spent);
        }

        return soonest;
    }
}
