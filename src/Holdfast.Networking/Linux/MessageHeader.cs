using System.Runtime.InteropServices;

namespace Holdfast.Networking.Linux;

/// <summary>struct msghdr of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public byte* Name;
    public uint NameBytes;
    public MessagePart* Parts;
    public nuint PartCount;
    public byte* Control;
    public nuint ControlBytes;
    public int Flags;
}
