using System.Buffers.Text;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// An address as proxies write it into X-Forwarded-For: 192.0.2.1, 2001:db8::1, [2001:db8::1], each with a port or without. Read whole: logs
/// show it and consistent hashing goes by it, as with a client that comes by itself; <see cref="ClientIdentity"/> takes the network. Pure;
/// allocates nothing, which the framework's reader does.
/// </summary>
internal static class AddressText
{
    private const int Groups = 8;
    private const int GroupBits = 16;

    /// <returns>False for anything else: a name, "unknown", or a mistake.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out NetworkAddress address)
    {
        address = default;
        if (!text.IsEmpty && text[0] == '[')
        {
            int end = text.IndexOf((byte)']');
            return end > 0 && (text[..end].Contains((byte)':') ? TryReadIPv6(text[1..end], out address) : TryReadIPv4(text[1..end], out address));
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
        int gap = text.IndexOf("::"u8);
        UInt128 value;
        if (gap < 0)
        {
            if (!TryReadGroups(text, out value, out int all) || all != Groups)
            {
                return false;
            }
        }
        else
        {
            // Only the end of the whole may be written as IPv4 is.
            if (text[..gap].Contains((byte)'.') || !TryReadGroups(text[..gap], out UInt128 before, out int left)
                || !TryReadGroups(text[(gap + 2)..], out UInt128 after, out int right) || left + right >= Groups)
            {
                return false;
            }

            // With nothing before the gap that shifts by all 128 bits, which is by none; 0 stays 0.
            value = (before << (GroupBits * (Groups - left))) | after;
        }

        // ::ffff:192.0.2.1, however it is spelled, is an IPv4 client of a proxy that listens for both, and IPv4 is held as just that.
        address = new NetworkAddress((ulong)(value >> 64), (ulong)value, 0);
        return true;
    }

    private static bool TryReadGroups(ReadOnlySpan<byte> text, out UInt128 value, out int count)
    {
        value = 0;
        count = 0;
        while (!text.IsEmpty)
        {
            if (text.Contains((byte)'.') && !text.Contains((byte)':'))
            {
                // The last two groups as IPv4 writes them.
                count += 2;
                bool isRead = TryReadIPv4(text, out NetworkAddress last);
                value = (value << (2 * GroupBits)) | last.IPv4;
                return isRead && count <= Groups;
            }

            if (!Utf8Parser.TryParse(text, out ushort group, out int used, 'x') || used > 4 || ++count > Groups || (used < text.Length && (text[used] != ':' || used + 1 == text.Length)))
            {
                return false;
            }

            value = (value << GroupBits) | group;
            text = used < text.Length ? text[(used + 1)..] : [];
        }

        return true;
    }
}
