namespace Holdfast.Http1;

/// <summary>
/// host [":" port] of RFC 3986, without userinfo. Stricter than the RFC where a server might see another host than was routed:
/// no comma, no percent-encoding, no IPvFuture, no zone, no empty port.
/// </summary>
internal static class Authority
{
    private const int PortDigits = 5;
    private const int PortMaximum = 65535;

    public static bool IsValid(ReadOnlySpan<byte> authority)
    {
        int end = authority.IndexOfAnyExcept(ByteSets.HostName);
        if (end < 0)
        {
            return !authority.IsEmpty;
        }

        if (end == 0)
        {
            end = IpLiteralLength(authority);
        }

        return end > 0 && (end == authority.Length || authority[end] == (byte)':' && IsPort(authority[(end + 1)..]));
    }

    private static int IpLiteralLength(ReadOnlySpan<byte> authority)
    {
        if (authority[0] != (byte)'[')
        {
            return 0;
        }

        int close = authority.IndexOf((byte)']');
        if (close < 0)
        {
            return 0;
        }

        return Ipv6Literal.IsValid(authority[1..close]) ? close + 1 : 0;
    }

    private static bool IsPort(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > PortDigits)
        {
            return false;
        }

        int value = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = value * 10 + (digit - '0');
        }

        return value <= PortMaximum;
    }
}
