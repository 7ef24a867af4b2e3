namespace Holdfast.DataPlane;

/// <summary>Numbers as hexadecimal text without allocation.</summary>
internal static class HexText
{
    public const int Digits = 16;

    /// <summary>Writes 16 lower-case digits.</summary>
    public static void Write(ulong value, Span<byte> destination)
    {
        for (int i = 15; i >= 0; i--)
        {
            destination[i] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }
    }
}
