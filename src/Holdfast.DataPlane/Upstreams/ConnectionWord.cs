namespace Holdfast.DataPlane.Upstreams;

/// <summary>A server's connections in one word: those of each of three processes, 20 bits each. Pure.</summary>
internal static class ConnectionWord
{
    private const int Bits = 20;
    private const long Mask = (1L << Bits) - 1;

    /// <summary>What one connection of the lane adds.</summary>
    public static long One(int lane) => 1L << (lane * Bits);

    public static int Open(long word) => (int)((word & Mask) + ((word >> Bits) & Mask) + ((word >> (2 * Bits)) & Mask));

    /// <summary>One more in the lane where all lanes together are below the maximum; 0 for no maximum.</summary>
    public static bool TryAdd(ref long word, int lane, int maximum)
    {
        long seen = Volatile.Read(ref word);
        while (maximum == 0 || Open(seen) < maximum)
        {
            long found = Interlocked.CompareExchange(ref word, seen + One(lane), seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    public static long WithoutLane(long word, int lane) => word & ~(Mask << (lane * Bits));
}
