namespace Holdfast.DataPlane.Overload;

/// <summary>
/// At most so many requests of one key at once, in a table of fixed size. Key and count are one word, so that nobody can take a place over
/// while it is counted in. Any thread, by compare-and-swap; two workers to which a new key comes at the same moment may give it two places.
/// </summary>
internal sealed class ConcurrencyCap
{
    /// <summary>The key has as many as it may.</summary>
    public const int Refused = -1;

    /// <summary>There is no cap to be counted in.</summary>
    public const int NotCounted = -2;

    private const int Ways = 8;
    private const int CountBits = 16;
    private const ulong CountMask = (1UL << CountBits) - 1;

    private readonly ulong[] places;

    // One for each row: requests of all keys for which neither of their two rows had a place.
    private readonly int[] spilled;
    private readonly ulong rowMask;
    private readonly ulong maximum;

    /// <param name="maximum">Requests of one key at once, up to 65,535.</param>
    /// <param name="places">
    /// Keys with requests at once, a power of two; 8 bytes each, touched only when used. A key may stand in either of two rows of eight,
    /// so three quarters of the table fill up before the first key finds no place.
    /// </param>
    public ConcurrencyCap(int maximum, int places)
    {
        if (places < Ways || (places & (places - 1)) != 0)
        {
            throw new ArgumentException("a power of two, 8 or more", nameof(places));
        }

        this.places = new ulong[places];
        spilled = new int[places / Ways];
        this.maximum = (ulong)Math.Clamp(maximum, 1, (int)CountMask);
        rowMask = (ulong)(places / Ways) - 1;
    }

    /// <summary>
    /// Where the request is counted, to be given to <see cref="Leave"/>, or <see cref="Refused"/>. Keys that find no place of their own are
    /// counted together with others like them: nobody is let in uncounted, or a crowd of keys would switch the cap off.
    /// </summary>
    public int TryEnter(ulong key)
    {
        ulong tag = key & ~CountMask;
        int first = RowOf(key ^ (key >> 32));
        int second = RowOf(ByteHash.Mix(1, key));
        while (true)
        {
            int place = PlaceOf(first, second, tag);
            if (place < 0)
            {
                return TrySpill(first / Ways);
            }

            ulong seen = Volatile.Read(ref places[place]);
            bool isOwn = (seen & ~CountMask) == tag;
            if (!isOwn && (seen & CountMask) != 0)
            {
                continue;
            }

            if (isOwn && (seen & CountMask) >= maximum)
            {
                return Refused;
            }

            if (Interlocked.CompareExchange(ref places[place], isOwn ? seen + 1 : tag | 1, seen) == seen)
            {
                return place;
            }
        }
    }

    public void Leave(int place)
    {
        if (place >= places.Length)
        {
            Interlocked.Decrement(ref spilled[place - places.Length]);
        }
        else if (place >= 0)
        {
            Interlocked.Decrement(ref places[place]);
        }
    }

    private int RowOf(ulong hash) => (int)(hash & rowMask) * Ways;

    private int TrySpill(int row)
    {
        if (Interlocked.Increment(ref spilled[row]) <= (int)maximum)
        {
            return places.Length + row;
        }

        Interlocked.Decrement(ref spilled[row]);
        return Refused;
    }

    /// <summary>The key's own place, else one that nobody is counted in, in the row that has more of them.</summary>
    private int PlaceOf(int first, int second, ulong tag)
    {
        int own = Look(first, tag, out int free, out int freeCount);
        if (own >= 0 || first == second)
        {
            return own >= 0 ? own : free;
        }

        own = Look(second, tag, out int otherFree, out int otherCount);
        return own >= 0 ? own : otherCount > freeCount ? otherFree : free;
    }

    private int Look(int row, ulong tag, out int free, out int freeCount)
    {
        free = -1;
        freeCount = 0;
        for (int place = row; place < row + Ways; place++)
        {
            ulong seen = Volatile.Read(ref places[place]);
            if ((seen & CountMask) == 0)
            {
                free = free < 0 ? place : free;
                freeCount++;
            }
            else if ((seen & ~CountMask) == tag)
            {
                return place;
            }
        }

        return -1;
    }
}
