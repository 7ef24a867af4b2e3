using System.Runtime.InteropServices;

namespace Holdfast.Networking.Linux;

/// <summary>struct iovec: one piece of memory of a message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessagePart
{
    public byte* Base;
    public nuint Bytes;
}
