using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.DataPlane.Routing;

/// <summary>
/// A fast 64-bit hash of bytes by widening multiplication, the same on every machine. Not keyed: it places operators' keys in tables whose
/// chains are fixed when they are built, and spreads clients over servers; whoever aims at one server could as well send one key often.
/// </summary>
internal static class ByteHash
{
    // Odd, with about as many ones as zeros: the fractional part of the golden ratio, and a prime of the same kind.
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xBB67_AE85_84CA_A73B;

    public static ulong Of(ReadOnlySpan<byte> bytes) => Of(0, bytes);

    /// <param name="start">Hash of what stands before.</param>
    public static ulong Of(ulong start, ReadOnlySpan<byte> bytes)
    {
        // The length goes in first: the zero-padded tail could otherwise equal real zero bytes.
        ulong hash = start + ((ulong)bytes.Length * Second);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        return Mix(hash, Tail(bytes));
    }

    public static ulong Mix(ulong hash, ulong value)
    {
        ulong high = Math.BigMul(hash ^ value ^ First, Second, out ulong low);
        // The product forgets both inputs where the factor is 0; the rotated value keeps one of them.
        return high ^ low ^ (BitOperations.RotateLeft(value, 29) * First);
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 4)
        {
            // Two overlapping reads cover 4 to 7 bytes.
            ulong start = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            return start | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) << 32);
        }

        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)bytes[i] << (8 * i);
        }

        return value;
    }
}
