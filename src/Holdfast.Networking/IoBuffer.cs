namespace Holdfast.Networking;

/// <summary>
/// A fixed piece of native memory with a filled window [start, end). Native, so that the garbage collector neither scans nor moves it
/// and the kernel may read it without pinning. One owner at a time; rented from and returned to an <see cref="IoBufferPool"/>.
/// </summary>
public sealed unsafe class IoBuffer
{
    // Safe because the pool that allocated the memory outlives its buffers and never frees it while one can be rented.
    private byte* memory;
    private int start;
    private int end;

    internal IoBuffer(int capacity)
    {
        Capacity = capacity;
    }

    public int Capacity { get; }

    public int Length => end - start;

    public bool IsEmpty => start == end;

    /// <summary>Bytes received or written, not yet consumed.</summary>
    // Safe: 0 <= start <= end <= Capacity is kept by Commit and Consume.
    public Span<byte> Filled => new(memory + start, end - start);

    /// <summary>Room behind the filled bytes.</summary>
    public Span<byte> Free => new(memory + end, Capacity - end);

    public int FreeLength => Capacity - end;

    /// <summary>Says that the first bytes of <see cref="Free"/> now hold data.</summary>
    public void Commit(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bytes, (uint)(Capacity - end), nameof(bytes));
        end += bytes;
    }

    /// <summary>Drops bytes from the front. An empty buffer starts again at its beginning.</summary>
    public void Consume(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bytes, (uint)(end - start), nameof(bytes));
        start += bytes;
        if (start == end)
        {
            start = end = 0;
        }
    }

    /// <summary>Copies the bytes behind the filled ones; false, and nothing copied, when there is no room.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > FreeLength)
        {
            return false;
        }

        bytes.CopyTo(Free);
        end += bytes.Length;
        return true;
    }

    /// <summary>Moves the filled bytes to the front so that all room is behind them.</summary>
    public void Compact()
    {
        if (start > 0)
        {
            Filled.CopyTo(new Span<byte>(memory, Capacity));
            end -= start;
            start = 0;
        }
    }

    public void Clear() => start = end = 0;

    /// <summary>Its pool gives it its memory, of the size that it was made for, before it is rented for the first time.</summary>
    internal void Give(byte* own) => memory = own;
}
