using System.Runtime.InteropServices;

namespace Holdfast.Networking;

/// <summary>
/// A worker's buffers: a stack, so that the buffer used last, still in the processor's cache, is used next. Grows by one buffer at a
/// time up to its bound and never shrinks below what was in use at once. Worker thread only.
/// </summary>
public sealed unsafe class IoBufferPool : IDisposable
{
    private const int PageBytes = 4096;
    private const int LineBytes = 64;

    private readonly int bufferBytes;
    private readonly nint[] allocations;

    // From the front those that are idle, from the back those without memory. There is room for both: neither ever had a place of the other.
    private readonly IoBuffer[] idle;
    private int idleCount;
    private int blankCount;
    private int allocated;

    /// <param name="bufferBytes">Size of each buffer, bytes.</param>
    /// <param name="maximumBuffers">Most buffers out at once; past it <see cref="TryRent"/> fails and the caller sheds.</param>
    public IoBufferPool(int bufferBytes, int maximumBuffers)
    {
        this.bufferBytes = bufferBytes;
        allocations = new nint[maximumBuffers];
        idle = new IoBuffer[maximumBuffers];
    }

    /// <summary>An empty buffer, or null at the bound.</summary>
    public IoBuffer? TryRent()
    {
        if (idleCount > 0)
        {
            IoBuffer buffer = idle[--idleCount];
            buffer.Clear();
            return buffer;
        }

        return allocated < allocations.Length ? Allocate() : null;
    }

    /// <summary>
    /// Makes the objects of so many buffers ready, as far as the bound allows; each gets its memory when it is needed. Objects that are made while
    /// a crowd comes are what the garbage collector has to move then.
    /// </summary>
    public void MakeSpares(int count)
    {
        for (int made = 0; made < count && allocated + blankCount < idle.Length; made++)
        {
            idle[^++blankCount] = new IoBuffer(bufferBytes);
        }
    }

    public void Return(IoBuffer buffer) => idle[idleCount++] = buffer;

    public void Dispose()
    {
        // Safe: called once the worker's thread has ended, nobody can rent or hold a buffer any more.
        for (int i = 0; i < allocated; i++)
        {
            NativeMemory.AlignedFree((void*)allocations[i]);
        }

        allocated = idleCount = blankCount = 0;
    }

    private IoBuffer Allocate()
    {
        // Page-aligned: a 16 KiB buffer of which only the first bytes are used then costs one resident page, not two.
        // Smaller ones share pages: a cache line is enough for them.
        void* memory = NativeMemory.AlignedAlloc((nuint)bufferBytes, (nuint)(bufferBytes >= PageBytes ? PageBytes : LineBytes));
        allocations[allocated++] = (nint)memory;
        IoBuffer buffer = blankCount > 0 ? idle[^blankCount--] : new IoBuffer(bufferBytes);
        buffer.Give((byte*)memory);
        return buffer;
    }
}
