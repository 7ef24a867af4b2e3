using System.Buffers.Text;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// An address as proxies write it into X-Forwarded-For: 192.0.2.1, 2001:db8::1, [2001:db8::1], each with a port or without. Of IPv6 only the
/// network of 64 bits is read, because nothing else is asked for. Pure; allocates nothing, which the framework's reader does.
/// </summary>
internal static class AddressText
{
    private const int NetworkGroups = 4;
    private const int Groups = 8;

    /// <returns>False for anything else: a name, "unknown", or a mistake.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out NetworkAddress address)
    {
        address = default;
        if (!text.IsEmpty && text[0] == '[')
        {
            int end = text.IndexOf((byte)']');
            return end > 0 && TryReadIPv6(text[1..end], out address);
        }

        int colon = text.IndexOf((byte)':');
        bool isIPv4 = colon < 0 || !text[(colon + 1)..].Contains((byte)':');
        return isIPv4 ? TryReadIPv4(colon < 0 ? text : text[..colon], out address) : TryReadIPv6(text, out address);
    }

    private static bool TryReadIPv4(ReadOnlySpan<byte> text, out NetworkAddress address)
    {
        address = default;
        uint value = 0;
        for (int octet = 0; octet < 4; octet++)
        {
            if (!Utf8Parser.TryParse(text, out byte part, out int used) || (octet < 3 ? used == text.Length || text[used] != '.' : used != text.Length))
            {
                return false;
            }

            value = (value << 8) | part;
            text = octet < 3 ? text[(used + 1)..] : [];
        }

        address = NetworkAddress.FromIPv4(value, 0);
        return true;
    }

    private static bool TryReadIPv6(ReadOnlySpan<byte> text, out NetworkAddress address)
    {
        address = default;
        if (text.Contains((byte)'.'))
        {
            // ::ffff:192.0.2.1 is an IPv4 client of a proxy that listens for both.
            return TryReadIPv4(text[(text.LastIndexOf((byte)':') + 1)..], out address);
        }

        int gap = text.IndexOf("::"u8);
        if (gap < 0)
        {
            return TryReadGroups(text, out ulong whole, out int all) && all == Groups && Made(whole, out address);
        }

        if (!TryReadGroups(text[..gap], out ulong before, out int left) || !TryReadGroups(text[(gap + 2)..], out ulong after, out int right) || left + right >= Groups)
        {
            return false;
        }

        if (left == 0 && right == 3 && after >> 32 == 0xFFFF)
        {
            // ::ffff:c000:201, the same in hexadecimal.
            address = NetworkAddress.FromIPv4((uint)after, 0);
            return true;
        }

        // Groups behind the gap may still be in the network: 2001:db8::1:2:3:4:5 has one zero there.
        int behind = Math.Max(0, NetworkGroups - (Groups - right));
        ulong high = left >= NetworkGroups ? before : Shifted(before, NetworkGroups - left);
        return Made(behind == 0 ? high : high | Shifted(after, behind - Math.Min(right, NetworkGroups)), out address);
    }

    private static bool Made(ulong high, out NetworkAddress address)
    {
        address = new NetworkAddress(high, 0, 0);
        return true;
    }

    /// <summary>To the left by so many groups, or to the right where negative.</summary>
    private static ulong Shifted(ulong value, int groups) =>
        groups >= NetworkGroups ? 0 : groups >= 0 ? value << (16 * groups) : value >> (-16 * groups);

    /// <summary>The first four of the groups, as a number.</summary>
    private static bool TryReadGroups(ReadOnlySpan<byte> text, out ulong first, out int count)
    {
        first = 0;
        count = 0;
        while (!text.IsEmpty)
        {
            if (!Utf8Parser.TryParse(text, out ushort group, out int used, 'x') || used > 4 || ++count > Groups)
            {
                return false;
            }

            first = count <= NetworkGroups ? (first << 16) | group : first;
            if (used < text.Length && (text[used] != ':' || used + 1 == text.Length))
            {
                return false;
            }

            text = used < text.Length ? text[(used + 1)..] : [];
        }

        return true;
    }
}
