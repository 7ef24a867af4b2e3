using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Text;

namespace Holdfast.Foundation;

/// <summary>An IP address and a port as a value: no allocation to keep, compare or print. IPv4 is held as an IPv4-mapped address.</summary>
/// <param name="High">First eight bytes of the IPv6 form, network order read as a number.</param>
/// <param name="Low">Last eight bytes of the IPv6 form.</param>
/// <param name="Port">0-65535; 0 where the kernel chooses.</param>
public readonly record struct NetworkAddress(ulong High, ulong Low, ushort Port)
{
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    /// <summary>Bytes that the longest printed address needs: 39 for IPv6, brackets, colon, 5 digits.</summary>
    public const int MaximumTextBytes = 47;

    public bool IsIPv4 => High == 0 && (Low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    /// <summary>The IPv4 address as a number, first octet in the highest byte. Only when <see cref="IsIPv4"/>.</summary>
    public uint IPv4 => (uint)Low;

    public static NetworkAddress FromIPv4(uint address, ushort port) => new(0, MappedPrefix | address, port);

    public static NetworkAddress From(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), (ushort)port);
    }

    /// <summary>Parses "127.0.0.1:80" or "[::1]:80". Names are not addresses: see the name resolver.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NetworkAddress address)
    {
        address = default;
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text[(colon + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ushort port))
        {
            return false;
        }

        ReadOnlySpan<char> host = text[..colon];
        bool bracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (!bracketed && host.Contains(':'))
        {
            return false;
        }

        if (!IPAddress.TryParse(bracketed ? host[1..^1] : host, out IPAddress? parsed) || (!bracketed && host.Count('.') != 3))
        {
            return false;
        }

        address = From(parsed, port);
        return true;
    }

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return IsIPv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes);
    }

    /// <summary>Writes the address without the port, as ASCII; returns the bytes written. Allocates only for IPv6.</summary>
    public int FormatHost(Span<byte> destination)
    {
        if (!IsIPv4)
        {
            return Encoding.ASCII.GetBytes(ToIPAddress().ToString(), destination);
        }

        int written = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            Utf8Formatter.TryFormat((byte)(IPv4 >> shift), destination[written..], out int digits);
            written += digits;
            if (shift > 0)
            {
                destination[written++] = (byte)'.';
            }
        }

        return written;
    }

    public override string ToString() => IsIPv4 ? $"{ToIPAddress()}:{Port}" : $"[{ToIPAddress()}]:{Port}";
}
