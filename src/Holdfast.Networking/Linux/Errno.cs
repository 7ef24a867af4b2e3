namespace Holdfast.Networking.Linux;

/// <summary>Linux errno numbers (asm-generic/errno.h; the same on x64 and arm64) that the gateway tells apart.</summary>
internal static class Errno
{
    public const int NotPermitted = 1; // EPERM
    public const int NoSuchFile = 2; // ENOENT
    public const int Interrupted = 4; // EINTR
    public const int BadDescriptor = 9; // EBADF
    public const int WouldBlock = 11; // EAGAIN
    public const int NoMemory = 12; // ENOMEM
    public const int AccessDenied = 13; // EACCES
    public const int TooManyInSystem = 23; // ENFILE
    public const int TooManyInProcess = 24; // EMFILE
    public const int BrokenPipe = 32; // EPIPE
    public const int NotImplemented = 38; // ENOSYS
    public const int NoNetwork = 64; // ENONET
    public const int Protocol = 71; // EPROTO
    public const int MessageSize = 90; // EMSGSIZE
    public const int NoProtocolOption = 92; // ENOPROTOOPT
    public const int NotSupported = 95; // EOPNOTSUPP
    public const int AddressInUse = 98; // EADDRINUSE
    public const int AddressNotAvailable = 99; // EADDRNOTAVAIL
    public const int NetworkDown = 100; // ENETDOWN
    public const int NetworkUnreachable = 101; // ENETUNREACH
    public const int ConnectionAborted = 103; // ECONNABORTED
    public const int ConnectionReset = 104; // ECONNRESET
    public const int NoBuffers = 105; // ENOBUFS
    public const int NotConnected = 107; // ENOTCONN
    public const int Shutdown = 108; // ESHUTDOWN
    public const int TimedOut = 110; // ETIMEDOUT
    public const int ConnectionRefused = 111; // ECONNREFUSED
    public const int HostDown = 112; // EHOSTDOWN
    public const int HostUnreachable = 113; // EHOSTUNREACH
    public const int Already = 114; // EALREADY
    public const int InProgress = 115; // EINPROGRESS

    /// <summary>Past the largest number Linux has (EHWPOISON, 133).</summary>
    public const int Bound = 134;
}
