using Holdfast.Foundation;

namespace Holdfast.Networking.Linux;

/// <summary>Operations on one descriptor that need pointers; each sentence says why the pointer is good.</summary>
internal static unsafe class LinuxSocket
{
    /// <summary>A non-blocking TCP socket that child processes do not inherit, or -1.</summary>
    public static int Open(int family) =>
        Syscalls.OpenSocket(family, Kernel.SocketStream | Kernel.SocketNonBlocking | Kernel.SocketCloseOnExec, 0);

    /// <summary>Returns the errno, 0 when done.</summary>
    public static int SetFlag(int descriptor, int level, int option, int value) =>
        // Safe: the value is a local, read during the call only.
        Syscalls.SetOption(descriptor, level, option, &value, sizeof(int)) < 0 ? Syscalls.LastErrno() : 0;

    /// <summary>Returns the errno; EINPROGRESS is the usual answer.</summary>
    public static int Connect(int descriptor, in NetworkAddress address)
    {
        byte* memory = stackalloc byte[SocketAddressFormat.MaximumBytes];
        int bytes = SocketAddressFormat.Write(address, new Span<byte>(memory, SocketAddressFormat.MaximumBytes));
        // Safe: the kernel reads the bytes just written in this frame.
        return Syscalls.Connect(descriptor, memory, (uint)bytes) < 0 ? Syscalls.LastErrno() : 0;
    }

    public static int Bind(int descriptor, in NetworkAddress address)
    {
        byte* memory = stackalloc byte[SocketAddressFormat.MaximumBytes];
        int bytes = SocketAddressFormat.Write(address, new Span<byte>(memory, SocketAddressFormat.MaximumBytes));
        // Safe: the kernel reads the bytes just written in this frame.
        return Syscalls.Bind(descriptor, memory, (uint)bytes) < 0 ? Syscalls.LastErrno() : 0;
    }

    /// <summary>The port is chosen by connect, for the pair of addresses: chosen here, each would be used up for all targets at once.</summary>
    public static int BindSource(int descriptor, in NetworkAddress source)
    {
        int errno = source.IsIPv4 ? SetFlag(descriptor, Kernel.LevelIPv4, Kernel.BindAddressNoPort, 1) : 0;
        return errno != 0 ? errno : Bind(descriptor, source with { Port = 0 });
    }

    public static NetworkAddress LocalAddress(int descriptor)
    {
        byte* memory = stackalloc byte[SocketAddressFormat.MaximumBytes];
        uint bytes = SocketAddressFormat.MaximumBytes;
        // Safe: the kernel writes at most the given size into this frame's memory.
        return Syscalls.GetLocalAddress(descriptor, memory, &bytes) < 0
            ? default
            : SocketAddressFormat.Read(new ReadOnlySpan<byte>(memory, SocketAddressFormat.MaximumBytes));
    }

    /// <summary>Done, InProgress, or why the connect failed. Reading the error clears it, so it is told once.</summary>
    public static IoStatus ConnectStatus(int descriptor)
    {
        int error = 0;
        uint bytes = sizeof(int);
        // Safe: both are locals of this frame and the size is theirs.
        int errno = Syscalls.GetOption(descriptor, Kernel.LevelSocket, Kernel.SocketError, &error, &bytes) < 0 ? Syscalls.LastErrno() : error;
        if (errno != 0)
        {
            return ErrnoTable.StatusOfConnect(errno);
        }

        byte* memory = stackalloc byte[SocketAddressFormat.MaximumBytes];
        bytes = SocketAddressFormat.MaximumBytes;
        // Safe: as above. A socket that has no peer yet is still connecting.
        return Syscalls.GetPeerAddress(descriptor, memory, &bytes) == 0 ? IoStatus.Done : IoStatus.InProgress;
    }

    /// <summary>With linger on and a time of 0, close discards what is unsent and sends RST (socket(7)).</summary>
    public static void ResetOnClose(int descriptor)
    {
        int* linger = stackalloc int[2] { 1, 0 };
        // Safe: struct linger is two ints, read during the call only.
        _ = Syscalls.SetOption(descriptor, Kernel.LevelSocket, Kernel.Linger, linger, 2 * sizeof(int));
    }
}
