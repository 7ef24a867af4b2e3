namespace Holdfast.Networking.Linux;

/// <summary>Numbers of the Linux system call interface (asm-generic; the same on x64 and arm64).</summary>
internal static class Kernel
{
    public const int AddressFamilyUnix = 1; // AF_UNIX
    public const int AddressFamilyIPv4 = 2; // AF_INET
    public const int AddressFamilyIPv6 = 10; // AF_INET6

    public const int SocketStream = 1; // SOCK_STREAM
    public const int SocketMessages = 5; // SOCK_SEQPACKET
    public const int SocketNonBlocking = 0x800; // SOCK_NONBLOCK, also O_NONBLOCK and EFD_NONBLOCK
    public const int SocketCloseOnExec = 0x80000; // SOCK_CLOEXEC, also EPOLL_CLOEXEC and EFD_CLOEXEC

    public const int LevelSocket = 1; // SOL_SOCKET
    public const int ReuseAddress = 2; // SO_REUSEADDR
    public const int SocketError = 4; // SO_ERROR
    public const int SendBuffer = 7; // SO_SNDBUF
    public const int Linger = 13; // SO_LINGER
    public const int ReusePort = 15; // SO_REUSEPORT
    public const int ReceiveTimeout = 20; // SO_RCVTIMEO
    public const int SendTimeout = 21; // SO_SNDTIMEO

    public const int LevelTcp = 6; // IPPROTO_TCP
    public const int NoDelay = 1; // TCP_NODELAY
    public const int DeferAccept = 9; // TCP_DEFER_ACCEPT

    public const int LevelIPv4 = 0; // IPPROTO_IP
    public const int BindAddressNoPort = 24; // IP_BIND_ADDRESS_NO_PORT

    public const int LevelIPv6 = 41; // IPPROTO_IPV6
    public const int IPv6Only = 26; // IPV6_V6ONLY

    public const int NoSignal = 0x4000; // MSG_NOSIGNAL
    public const int CloseOnExecReceived = 0x40000000; // MSG_CMSG_CLOEXEC
    public const int MessageTruncated = 0x20; // MSG_TRUNC
    public const int ControlTruncated = 0x8; // MSG_CTRUNC
    public const int PassDescriptors = 1; // SCM_RIGHTS
    public const int ShutdownWrite = 1; // SHUT_WR

    public const uint EventReadable = 0x1; // EPOLLIN
    public const uint EventWritable = 0x4; // EPOLLOUT
    public const uint EventError = 0x8; // EPOLLERR
    public const uint EventHangUp = 0x10; // EPOLLHUP
    public const uint EventPeerClosed = 0x2000; // EPOLLRDHUP
    public const uint EventEdgeTriggered = 1u << 31; // EPOLLET

    public const int ControlAdd = 1; // EPOLL_CTL_ADD
    public const int ControlRemove = 2; // EPOLL_CTL_DEL
    public const int ControlModify = 3; // EPOLL_CTL_MOD

    public const int CallEpollWaitNanoseconds = 441; // __NR_epoll_pwait2, Linux 5.11

    public const int ClockMonotonic = 1; // CLOCK_MONOTONIC
    public const int AbsoluteTime = 1; // TFD_TIMER_ABSTIME

    public const int LimitOpenFiles = 7; // RLIMIT_NOFILE

    public const int SetPipeSize = 1031; // F_SETPIPE_SZ
    public const int GetPipeSize = 1032; // F_GETPIPE_SZ
}
