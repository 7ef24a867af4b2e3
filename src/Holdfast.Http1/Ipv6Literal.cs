namespace Holdfast.Http1;

/// <summary>
/// IPv6address of RFC 3986 section 3.2.2. By hand, because IPAddress also takes "::1.2.3.04", which is another address to a program
/// that reads octal.
/// </summary>
internal static class Ipv6Literal
{
    private const int Groups = 8;

    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        int groups = 0;
        bool gap = text.StartsWith("::"u8);
        text = gap ? text[2..] : text;
        if (text.IsEmpty)
        {
            return gap;
        }

        while (true)
        {
            int digits = 0;
            while (digits < text.Length && char.IsAsciiHexDigit((char)text[digits]))
            {
                digits++;
            }

            if (digits < text.Length && text[digits] == (byte)'.')
            {
                return IsIpv4(text) && IsCount(groups + 2, gap);
            }

            groups++;
            if (digits is 0 or > 4 || groups > Groups)
            {
                return false;
            }

            text = text[digits..];
            if (text.IsEmpty)
            {
                return IsCount(groups, gap);
            }

            if (text[0] != (byte)':')
            {
                return false;
            }

            if (!gap && text.StartsWith("::"u8))
            {
                gap = true;
                text = text[2..];
                if (text.IsEmpty)
                {
                    return IsCount(groups, gap);
                }
            }
            else
            {
                text = text[1..];
            }
        }
    }

    private static bool IsCount(int groups, bool gap) => gap ? groups < Groups : groups == Groups;

    private static bool IsIpv4(ReadOnlySpan<byte> text)
    {
        for (int part = 1; part <= 4; part++)
        {
            int end = part < 4 ? text.IndexOf((byte)'.') : text.Length;
            if (end is < 1 or > 3 || (end > 1 && text[0] == (byte)'0'))
            {
                return false;
            }

            int value = 0;
            foreach (byte digit in text[..end])
            {
                if (!char.IsAsciiDigit((char)digit))
                {
                    return false;
                }

                value = value * 10 + (digit - '0');
            }

            if (value > 255)
            {
                return false;
            }

            text = part < 4 ? text[(end + 1)..] : default;
        }

        return true;
    }
}
