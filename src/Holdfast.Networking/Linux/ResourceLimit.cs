using System.Runtime.InteropServices;

namespace Holdfast.Networking.Linux;

/// <summary>struct rlimit: the limit in force and the one to which the process may raise it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    public ulong Soft;
    public ulong Hard;
}
