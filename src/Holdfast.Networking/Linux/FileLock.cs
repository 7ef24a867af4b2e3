using System.Runtime.InteropServices;

namespace Holdfast.Networking.Linux;

/// <summary>struct flock, as 64-bit Linux has it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FileLock
{
    public short Type;
    public short Whence;
    public long Start;
    public long Length;
    public int Process;
}
