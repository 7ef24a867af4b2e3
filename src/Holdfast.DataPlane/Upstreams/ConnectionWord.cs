namespace Holdfast.DataPlane.Upstreams;

/// <summary>A server's connections in one word: those of each of three processes, 20 bits each. Pure.</summary>
internal static class ConnectionWord
{
    private const int Bits = 20;
    private const long Mask = (1L << Bits) - 1;

    /// <summary>What one connection of the lane adds.</summary>
    public static long One(int lane) => 1L << (lane * Bits);

    public static int Open(long word) => (int)((word & Mask) + ((word >> Bits) & Mask) + ((word >> (2 * Bits)) & Mask));

    public static long WithoutLane(long word, int lane) => word & ~(Mask << (lane * Bits));
}
