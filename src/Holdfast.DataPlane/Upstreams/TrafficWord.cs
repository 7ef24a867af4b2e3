namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// A server's traffic in one word, so that "is there room" and "take it" are one compare-and-swap: from the lowest bit the requests in flight
/// of each of three processes, 16 bits each, then their limit, 16 bits. Three, because a gateway that has taken over from one that still
/// drains may be taken over from itself. Pure.
/// </summary>
internal static class TrafficWord
{
    public const int Lanes = 3;

    /// <summary>
    /// The most that can be counted, which stands for no limit: one connection carries one request, and there are no more ports than that for
    /// connections to one address.
    /// </summary>
    public const int Maximum = (1 << Bits) - 1;

    private const int Bits = 16;
    private const int LimitShift = Lanes * Bits;
    private const long Mask = Maximum;

    /// <summary>What one request of the lane adds.</summary>
    public static long One(int lane) => 1L << (lane * Bits);

    public static int InFlight(long word) => (int)((word & Mask) + ((word >> Bits) & Mask) + ((word >> (2 * Bits)) & Mask));

    public static int InFlight(long word, int lane) => (int)((word >> (lane * Bits)) & Mask);

    public static int Limit(long word) => (int)((ulong)word >> LimitShift);

    public static bool HasRoom(long word) => InFlight(word) < Limit(word);

    public static long WithLimit(long word, int limit) => (word & ((1L << LimitShift) - 1)) | ((long)limit << LimitShift);

    public static long WithoutLane(long word, int lane) => word & ~(Mask << (lane * Bits));
}
