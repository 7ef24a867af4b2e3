using System.Text;

namespace Holdfast.Networking.Linux;

/// <summary>
/// Blocking unix sockets of the control plane. SOCK_SEQPACKET: connected like a stream, but a receive gets exactly one message, so
/// descriptors and the bytes that explain them cannot come apart. Waits are bounded by the socket's own timeouts.
/// </summary>
internal static unsafe class UnixSocket
{
    // struct sockaddr_un: the family and 108 bytes of path, of which the last is the terminating zero.
    private const int AddressBytes = 110;
    private const int PathBytesMax = 107;

    public static int Open()
    {
        int descriptor = Syscalls.OpenSocket(Kernel.AddressFamilyUnix, Kernel.SocketMessages | Kernel.SocketCloseOnExec, 0);
        return descriptor >= 0 ? descriptor : throw Failure("open a unix socket", Syscalls.LastErrno());
    }

    /// <summary>Returns the errno, 0 when done.</summary>
    public static int Bind(int descriptor, string path)
    {
        byte* address = stackalloc byte[AddressBytes];
        WriteAddress(path, new Span<byte>(address, AddressBytes));
        // Safe: the kernel reads the address of this frame.
        return Syscalls.Bind(descriptor, address, AddressBytes) < 0 ? Syscalls.LastErrno() : 0;
    }

    /// <summary>Returns the errno, 0 when done.</summary>
    public static int Connect(int descriptor, string path)
    {
        byte* address = stackalloc byte[AddressBytes];
        WriteAddress(path, new Span<byte>(address, AddressBytes));
        // Safe: the kernel reads the address of this frame.
        return Syscalls.Connect(descriptor, address, AddressBytes) < 0 ? Syscalls.LastErrno() : 0;
    }

    /// <summary>Returns the descriptor or -1.</summary>
    // Safe: null asks the kernel not to tell the peer's address.
    public static int Accept(int descriptor) => Syscalls.AcceptWaiting(descriptor, null, null, Kernel.SocketCloseOnExec);

    /// <summary>Bounds how long accept, connect, send and receive wait; they then answer EAGAIN.</summary>
    public static void SetTimeout(int descriptor, TimeSpan timeout)
    {
        // struct timeval. Zero would mean for ever, so the shortest wait is a microsecond.
        long microseconds = Math.Max(1, (long)timeout.TotalMicroseconds);
        long* time = stackalloc long[2] { microseconds / 1_000_000, microseconds % 1_000_000 };
        // Safe: the kernel reads both numbers of this frame.
        _ = Syscalls.SetOption(descriptor, Kernel.LevelSocket, Kernel.ReceiveTimeout, time, 2 * sizeof(long));
        _ = Syscalls.SetOption(descriptor, Kernel.LevelSocket, Kernel.SendTimeout, time, 2 * sizeof(long));
    }

    public static IOException Failure(string what, int errno) => new($"Cannot {what}: errno {errno} ({ErrnoTable.StatusOf(errno)}).");

    public static void CheckPath(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) is 0 or > PathBytesMax)
        {
            throw new ArgumentException($"A unix socket's path has 1 to {PathBytesMax} bytes, this one has {Encoding.UTF8.GetByteCount(path)}: use a shorter directory.", nameof(path));
        }
    }

    private static void WriteAddress(string path, Span<byte> address)
    {
        CheckPath(path);
        address.Clear();
        address[0] = Kernel.AddressFamilyUnix;
        Encoding.UTF8.GetBytes(path, address[sizeof(ushort)..]);
    }
}
