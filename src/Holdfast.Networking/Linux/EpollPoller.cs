using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Holdfast.Networking.Linux;

/// <summary>The epoll instance with its event buffer. Next on the path: <see cref="EpollEventLoop"/>, which dispatches what it found.</summary>
internal sealed unsafe class EpollPoller : IDisposable
{
    /// <summary>One batch. More only delays the handlers of the first events; what is left comes with the next turn.</summary>
    public const int MaximumEvents = 256;

    // struct epoll_event is packed on x64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + sizeof(ulong);

    private readonly byte* events;
    private readonly int epoll;
    private bool nanosecondsSupported;

    /// <param name="nanosecondsSupported">False as on kernels before 5.11, which is noticed by itself too.</param>
    public EpollPoller(bool nanosecondsSupported = true)
    {
        this.nanosecondsSupported = nanosecondsSupported;
        // Safe: freed in Dispose only, and the kernel writes at most MaximumEvents entries.
        events = (byte*)NativeMemory.Alloc(MaximumEvents, 16);
        epoll = Syscalls.CreateEpoll(Kernel.SocketCloseOnExec);
        if (epoll < 0)
        {
            throw new IOException($"The kernel gives no epoll instance (errno {Syscalls.LastErrno()}).");
        }
    }

    /// <summary>Looks without waiting. Interrupted or failing counts as nothing found.</summary>
    public int Look() => Math.Max(0, Syscalls.EpollWait(epoll, events, MaximumEvents, 0));

    /// <summary>Waits for at most the time; negative without end.</summary>
    public int Wait(long timeoutNanoseconds)
    {
        if (timeoutNanoseconds < 0)
        {
            return Math.Max(0, Syscalls.EpollWait(epoll, events, MaximumEvents, -1));
        }

        if (nanosecondsSupported)
        {
            long* time = stackalloc long[2];
            time[0] = timeoutNanoseconds / 1_000_000_000;
            time[1] = timeoutNanoseconds % 1_000_000_000;
            // Safe: the buffer holds MaximumEvents entries and the time lives on this stack frame during the call.
            nint found = Syscalls.Call(Kernel.CallEpollWaitNanoseconds, epoll, (nint)events, MaximumEvents, (nint)time, 0, 0);
            if (found >= 0 || Syscalls.LastErrno() != Errno.NotImplemented)
            {
                return Math.Max(0, (int)found);
            }

            nanosecondsSupported = false;
        }

        // Rounded up: waking before a timer is due would turn the loop for nothing.
        long milliseconds = Math.Min(int.MaxValue, ((timeoutNanoseconds - 1) / 1_000_000) + 1);
        return Math.Max(0, Syscalls.EpollWait(epoll, events, MaximumEvents, (int)milliseconds));
    }

    public uint EventsAt(int index) => Unsafe.ReadUnaligned<uint>(events + (index * EventBytes)); // Safe: index < what Look or Wait returned.

    public ulong DataAt(int index) => Unsafe.ReadUnaligned<ulong>(events + (index * EventBytes) + DataOffset); // Safe: as above.

    /// <summary>Adds, changes or removes a descriptor; returns the errno, 0 when done.</summary>
    public int Control(int operation, int descriptor, uint interest, ulong data)
    {
        byte* change = stackalloc byte[16];
        // Safe: 16 bytes hold the event in both layouts.
        Unsafe.WriteUnaligned(change, interest);
        Unsafe.WriteUnaligned(change + DataOffset, data);
        return Syscalls.ControlEpoll(epoll, operation, descriptor, change) < 0 ? Syscalls.LastErrno() : 0;
    }

    public void Dispose()
    {
        // Safe: the loop's thread has ended, nobody looks at the events any more.
        NativeMemory.Free(events);
        Syscalls.Close(epoll);
    }
}
