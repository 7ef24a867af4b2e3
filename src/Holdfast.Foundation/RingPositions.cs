using System.Runtime.InteropServices;

namespace Holdfast.Foundation;

/// <summary>
/// Where the two sides of a <see cref="Ring{T}"/> are. A cache line each (128 bytes: processors fetch lines in pairs), else each
/// side's write would evict the other side's position. Apart from the ring because a generic type cannot have an explicit layout.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 3 * 128)]
internal struct RingPositions
{
    [FieldOffset(128)]
    public long Written;

    [FieldOffset(256)]
    public long Read;
}
