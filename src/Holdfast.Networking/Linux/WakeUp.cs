namespace Holdfast.Networking.Linux;

/// <summary>An eventfd by which other threads wake a loop that waits. Edge-triggered, so that the loop never has to read it.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly int descriptor;
    private int pending; // Any thread (atomic).

    public WakeUp()
    {
        descriptor = Syscalls.CreateEvent(0, Kernel.SocketNonBlocking | Kernel.SocketCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"The kernel gives no eventfd (errno {Syscalls.LastErrno()}).");
        }
    }

    public int Descriptor => descriptor;

    /// <summary>Any thread. The first wake since the loop last noticed writes, the others ride along.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref pending, 1) == 0)
        {
            _ = Syscalls.WriteEvent(descriptor, 1);
        }
    }

    /// <summary>
    /// Loop thread, before it looks at what others left for it: with a full fence, so that a thread which still saw the flag set left its work before.
    /// </summary>
    public void Notice() => Interlocked.Exchange(ref pending, 0);

    /// <summary>A late Signal finds the flag set and writes nothing: the descriptor's number may belong to a client by then.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref pending, 1);
        Syscalls.Close(descriptor);
    }
}
