namespace Holdfast.Http1;

/// <summary>
/// chunk-size [ chunk-ext ] (RFC 9112 section 7.1), without the blanks that the RFC tolerates round ';' and '='.
/// Extensions are only checked: they end here (RFC 9112 section 7.1.1) and the body is chunked anew.
/// </summary>
internal static class ChunkLine
{
    private const int SizeDigits = 16;

    public static RejectionReason Read(ReadOnlySpan<byte> line, out long size, out int extensionBytes)
    {
        ulong value = 0;
        int digits = 0;
        while (digits < line.Length && char.IsAsciiHexDigit((char)line[digits]))
        {
            if (digits == SizeDigits)
            {
                size = 0;
                extensionBytes = 0;
                return RejectionReason.ChunkSizeTooLarge;
            }

            value = value << 4 | (uint)HexValue(line[digits]);
            digits++;
        }

        size = (long)value;
        extensionBytes = line.Length - digits;
        return digits == 0 || (extensionBytes > 0 && line[digits] != (byte)';') ? RejectionReason.ChunkSizeInvalid
            : size < 0 ? RejectionReason.ChunkSizeTooLarge
            : AreExtensions(line[digits..]) ? RejectionReason.None
            : RejectionReason.ChunkExtensionInvalid;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>*( ";" token [ "=" ( token / quoted-string ) ] )</summary>
    private static bool AreExtensions(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            if (rest[0] != (byte)';' || !TrySkipToken(rest[1..], out rest))
            {
                return false;
            }

            if (rest is [(byte)'=', ..] && !TrySkipValue(rest[1..], out rest))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TrySkipValue(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest) =>
        TrySkipToken(text, out rest) || TrySkipQuoted(text, out rest);

    private static bool TrySkipToken(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        int length = text.IndexOfAnyExcept(ByteSets.Token);
        length = length < 0 ? text.Length : length;
        rest = text[length..];
        return length > 0;
    }

    /// <summary>quoted-string (RFC 9110 section 5.6.4); control bytes were refused before.</summary>
    private static bool TrySkipQuoted(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (text is not [(byte)'"', ..])
        {
            return false;
        }

        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == (byte)'"')
            {
                rest = text[(i + 1)..];
                return true;
            }

            i += text[i] == (byte)'\\' ? 1 : 0;
        }

        return false;
    }
}
