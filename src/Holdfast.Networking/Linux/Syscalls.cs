using System.Runtime.InteropServices;

// Every signature below is blittable. Without this the runtime may build marshalling stubs between the loop and the kernel.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

// The small buffers on the stack are always written before they are read; clearing 4 KiB for each send would cost more than the copy.
[module: System.Runtime.CompilerServices.SkipLocalsInit]

namespace Holdfast.Networking.Linux;

/// <summary>
/// The C library's doors to the kernel. A result below 0 means: ask <see cref="LastErrno"/> at once, before any other call.
/// </summary>
/// <remarks>
/// SuppressGCTransition spares about 10 ns per call but holds up a garbage collection while the call runs. It is only on calls that
/// cannot block and end in a few microseconds: recv and send of at most <see cref="ShortTransferBytes"/>, accept4,
/// epoll_wait with timeout 0, eventfd. Never on connect (may send packets and run the whole loopback handshake), close (may free large
/// buffers), sendmsg, splice or anything that waits.
/// </remarks>
internal static unsafe class Syscalls
{
    /// <summary>16 KiB is copied in 1-2 us: as long as the longest pause we accept to put on a garbage collection.</summary>
    public const int ShortTransferBytes = 16 * 1024;

    private const string Library = "libc";

    static Syscalls() => LastErrno(); // Resolves the function behind it now, as loading a library overwrites errno.

    /// <summary>errno of this thread. The runtime saves and restores it round its own work (collections, signals).</summary>
    public static int LastErrno() => Marshal.GetLastSystemError();

    public static nint Receive(int descriptor, byte* buffer, int bytes) => bytes <= ShortTransferBytes
        ? ReceiveShort(descriptor, buffer, (nuint)bytes, 0)
        : ReceiveLong(descriptor, buffer, (nuint)bytes, 0);

    public static nint Send(int descriptor, byte* buffer, int bytes) => bytes <= ShortTransferBytes
        ? SendShort(descriptor, buffer, (nuint)bytes, Kernel.NoSignal)
        : SendLong(descriptor, buffer, (nuint)bytes, Kernel.NoSignal);

    public static int EpollWait(int epoll, byte* events, int maximumEvents, int timeoutMilliseconds) => timeoutMilliseconds == 0
        ? EpollLook(epoll, events, maximumEvents, 0)
        : EpollBlock(epoll, events, maximumEvents, timeoutMilliseconds);

    // Calls without GC transition. The timeout of EpollLook must be 0.
    [DllImport(Library, EntryPoint = "recv"), SuppressGCTransition]
    private static extern nint ReceiveShort(int descriptor, byte* buffer, nuint bytes, int flags);

    [DllImport(Library, EntryPoint = "send"), SuppressGCTransition]
    private static extern nint SendShort(int descriptor, byte* buffer, nuint bytes, int flags);

    [DllImport(Library, EntryPoint = "epoll_wait"), SuppressGCTransition]
    private static extern int EpollLook(int epoll, byte* events, int maximumEvents, int timeoutMilliseconds);

    [DllImport(Library, EntryPoint = "accept4"), SuppressGCTransition]
    public static extern int Accept(int listener, byte* address, uint* addressBytes, int flags);

    [DllImport(Library, EntryPoint = "eventfd_write"), SuppressGCTransition]
    public static extern int WriteEvent(int descriptor, ulong value);

    // Calls with the usual transition.
    [DllImport(Library, EntryPoint = "recv")]
    private static extern nint ReceiveLong(int descriptor, byte* buffer, nuint bytes, int flags);

    [DllImport(Library, EntryPoint = "send")]
    private static extern nint SendLong(int descriptor, byte* buffer, nuint bytes, int flags);

    // For the control plane's blocking sockets.
    [DllImport(Library, EntryPoint = "accept4")]
    public static extern int AcceptWaiting(int listener, byte* address, uint* addressBytes, int flags);

    [DllImport(Library, EntryPoint = "sendmsg")]
    public static extern nint SendMessage(int descriptor, MessageHeader* message, int flags);

    [DllImport(Library, EntryPoint = "recvmsg")]
    public static extern nint ReceiveMessage(int descriptor, MessageHeader* message, int flags);

    [DllImport(Library, EntryPoint = "epoll_wait")]
    private static extern int EpollBlock(int epoll, byte* events, int maximumEvents, int timeoutMilliseconds);

    [DllImport(Library, EntryPoint = "syscall")]
    public static extern nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);

    [DllImport(Library, EntryPoint = "epoll_create1")]
    public static extern int CreateEpoll(int flags);

    [DllImport(Library, EntryPoint = "epoll_ctl")]
    public static extern int ControlEpoll(int epoll, int operation, int descriptor, byte* change);

    [DllImport(Library, EntryPoint = "eventfd")]
    public static extern int CreateEvent(uint initial, int flags);

    [DllImport(Library, EntryPoint = "timerfd_create")]
    public static extern int CreateTimer(int clock, int flags);

    [DllImport(Library, EntryPoint = "timerfd_settime")]
    public static extern int SetTimer(int descriptor, int flags, long* setting, long* before);

    [DllImport(Library, EntryPoint = "socket")]
    public static extern int OpenSocket(int family, int type, int protocol);

    [DllImport(Library, EntryPoint = "bind")]
    public static extern int Bind(int descriptor, byte* address, uint addressBytes);

    [DllImport(Library, EntryPoint = "listen")]
    public static extern int Listen(int descriptor, int backlog);

    [DllImport(Library, EntryPoint = "connect")]
    public static extern int Connect(int descriptor, byte* address, uint addressBytes);

    [DllImport(Library, EntryPoint = "getsockname")]
    public static extern int GetLocalAddress(int descriptor, byte* address, uint* addressBytes);

    [DllImport(Library, EntryPoint = "getpeername")]
    public static extern int GetPeerAddress(int descriptor, byte* address, uint* addressBytes);

    [DllImport(Library, EntryPoint = "setsockopt")]
    public static extern int SetOption(int descriptor, int level, int option, void* value, uint valueBytes);

    [DllImport(Library, EntryPoint = "getsockopt")]
    public static extern int GetOption(int descriptor, int level, int option, void* value, uint* valueBytes);

    [DllImport(Library, EntryPoint = "shutdown")]
    public static extern int Shutdown(int descriptor, int how);

    [DllImport(Library, EntryPoint = "close")]
    public static extern int Close(int descriptor);

    [DllImport(Library, EntryPoint = "getrlimit")]
    public static extern int GetLimit(int resource, ResourceLimit* limit);

    [DllImport(Library, EntryPoint = "setrlimit")]
    public static extern int SetLimit(int resource, ResourceLimit* limit);

    // Thread 0 is the calling one.
    [DllImport(Library, EntryPoint = "sched_setaffinity")]
    public static extern int SetAffinity(int thread, nuint maskBytes, byte* mask);

    [DllImport(Library, EntryPoint = "sched_getaffinity")]
    public static extern int GetAffinity(int thread, nuint maskBytes, byte* mask);

    [DllImport(Library, EntryPoint = "pipe2")]
    public static extern int OpenPipe(int* descriptors, int flags);

    [DllImport(Library, EntryPoint = "fcntl")]
    public static extern int Control(int descriptor, int command, nint argument);

    [DllImport(Library, EntryPoint = "memfd_create")]
    public static extern int CreateMemory(byte* name, uint flags);

    [DllImport(Library, EntryPoint = "mmap")]
    public static extern void* Map(void* address, nuint bytes, int protection, int flags, int descriptor, long offset);

    [DllImport(Library, EntryPoint = "splice")]
    public static extern nint Splice(int from, long* fromOffset, int to, long* toOffset, nuint bytes, uint flags);
}
