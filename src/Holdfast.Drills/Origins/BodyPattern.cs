namespace Holdfast.Drills;

/// <summary>Bodies of a known content: byte n is the letter n modulo 26, so a test sees a lost, doubled or moved byte.</summary>
public static class BodyPattern
{
    private const int Letters = 26;

    public static byte At(long position) => (byte)('a' + (position % Letters));

    /// <summary>Fills with the bytes from the position on.</summary>
    public static void Write(Span<byte> destination, long position)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = At(position + i);
        }
    }

    /// <summary>Place of the first byte that is not the pattern's, or -1.</summary>
    public static int FirstDifference(ReadOnlySpan<byte> bytes, long position)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != At(position + i))
            {
                return i;
            }
        }

        return -1;
    }
}
