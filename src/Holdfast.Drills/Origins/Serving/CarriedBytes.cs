namespace Holdfast.Drills;

/// <summary>
/// Received bytes that could not be used yet. Receiving goes into one buffer of the origin, and only what is left over is kept for
/// each connection, so that ten thousand idle sessions cost no buffers.
/// </summary>
internal sealed class CarriedBytes
{
    private byte[] bytes = [];
    private int length;

    public bool IsEmpty => length == 0;

    /// <summary>Moves them to the front of the destination; returns how many.</summary>
    public int TakeInto(Span<byte> destination)
    {
        int taken = length;
        bytes.AsSpan(0, taken).CopyTo(destination);
        length = 0;
        return taken;
    }

    public void Keep(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > bytes.Length)
        {
            bytes = new byte[rest.Length];
        }

        rest.CopyTo(bytes);
        length = rest.Length;
    }
}
