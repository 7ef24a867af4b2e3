using System.Buffers.Binary;
using Holdfast.Foundation;

namespace Holdfast.Networking.Linux;

/// <summary>Translates between <see cref="NetworkAddress"/> and the kernel's sockaddr_in and sockaddr_in6.</summary>
internal static class SocketAddressFormat
{
    /// <summary>sizeof(struct sockaddr_in6), the larger one.</summary>
    public const int MaximumBytes = 28;

    private const int IPv4Bytes = 16;

    public static int FamilyOf(in NetworkAddress address) => address.IsIPv4 ? Kernel.AddressFamilyIPv4 : Kernel.AddressFamilyIPv6;

    /// <summary>Returns the bytes written. The family is in the machine's byte order, port and address in the network's.</summary>
    public static int Write(in NetworkAddress address, Span<byte> destination)
    {
        destination[..MaximumBytes].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)FamilyOf(address));
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], address.Port);
        if (address.IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[4..], address.IPv4);
            return IPv4Bytes;
        }

        // Bytes 4-7 are the flow label, 24-27 the scope: link-local addresses need a scope and are not supported as servers.
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], address.High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], address.Low);
        return MaximumBytes;
    }

    /// <summary>The default address for families that are neither IPv4 nor IPv6 (a unix socket has no peer address).</summary>
    public static NetworkAddress Read(ReadOnlySpan<byte> source)
    {
        ushort port = BinaryPrimitives.ReadUInt16BigEndian(source[2..]);
        return BinaryPrimitives.ReadUInt16LittleEndian(source) switch
        {
            Kernel.AddressFamilyIPv4 => NetworkAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(source[4..]), port),
            Kernel.AddressFamilyIPv6 => new(BinaryPrimitives.ReadUInt64BigEndian(source[8..]), BinaryPrimitives.ReadUInt64BigEndian(source[16..]), port),
            _ => default,
        };
    }
}
