namespace Holdfast.DataPlane.Overload;

/// <summary>
/// At most so many requests of one key at once, in a table of fixed size. Key and count are one word, so that nobody can take a place over
/// while it is counted in. Any thread, by compare-and-swap; two workers to which a new key comes at the same moment may give it two places.
/// </summary>
internal sealed class ConcurrencyCap
{
    /// <summary>The key has as many as it may.</summary>
    public const int Refused = -1;

    /// <summary>Let in without being counted: all places of the key's row are in use by other keys.</summary>
    public const int NotCounted = -2;

    private const int Ways = 8;
    private const int CountBits = 16;
    private const ulong CountMask = (1UL << CountBits) - 1;

    private readonly ulong[] places;
    private readonly ulong rowMask;
    private readonly ulong maximum;

    /// <param name="maximum">Requests of one key at once, up to 65,535.</param>
    /// <param name="places">Keys with requests at once, a power of two; 8 bytes each.</param>
    public ConcurrencyCap(int maximum, int places)
    {
        if (places < Ways || (places & (places - 1)) != 0)
        {
            throw new ArgumentException("a power of two, 8 or more", nameof(places));
        }

        this.places = new ulong[places];
        this.maximum = (ulong)Math.Clamp(maximum, 1, (int)CountMask);
        rowMask = (ulong)(places / Ways) - 1;
    }

    /// <summary>Where the request is counted, to be given to <see cref="Leave"/>; <see cref="Refused"/> or <see cref="NotCounted"/>.</summary>
    public int TryEnter(ulong key)
    {
        ulong tag = key & ~CountMask;
        int first = (int)((key ^ (key >> 32)) & rowMask) * Ways;
        while (true)
        {
            int place = PlaceOf(first, tag);
            if (place < 0)
            {
                return NotCounted;
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
        if (place >= 0)
        {
            Interlocked.Decrement(ref places[place]);
        }
    }

    /// <summary>The key's own place, else one that nobody is counted in.</summary>
    private int PlaceOf(int first, ulong tag)
    {
        int free = -1;
        for (int place = first; place < first + Ways; place++)
        {
            ulong seen = Volatile.Read(ref places[place]);
            if ((seen & ~CountMask) == tag && (seen & CountMask) != 0)
            {
                return place;
            }

            free = free < 0 && (seen & CountMask) == 0 ? place : free;
        }

        return free;
    }
}
