using Holdfast.Foundation;

namespace Holdfast.Networking.Linux;

/// <summary>The machine's real network. Any thread. Next on the path: <see cref="EpollEventLoop"/>.</summary>
public sealed class LinuxNetwork : INetwork
{
    /// <summary>
    /// Seconds for which the kernel keeps a connection that has sent nothing away from the listener (TCP_DEFER_ACCEPT); 0 is off. Off by
    /// default: it hides slow clients from the gateway's own limits and makes protocols fail in which the server speaks first.
    /// </summary>
    public int DeferAcceptSeconds { get; init; }

    /// <summary>Bound on each accepted connection's send buffer, bytes; 0 leaves it to the kernel, which grows it as the path needs.</summary>
    public int SendBufferBytes { get; init; }

    public IoResult Listen(in NetworkAddress address, int backlogConnections, out int descriptor, out NetworkAddress bound)
    {
        bound = default;
        descriptor = LinuxSocket.Open(SocketAddressFormat.FamilyOf(address));
        int errno = descriptor < 0 ? Syscalls.LastErrno() : Prepare(descriptor, address, backlogConnections);
        if (errno == 0)
        {
            bound = LinuxSocket.LocalAddress(descriptor);
            return new IoResult(IoStatus.Done, 0);
        }

        if (descriptor >= 0)
        {
            Syscalls.Close(descriptor);
            descriptor = -1;
        }

        return new IoResult(ErrnoTable.StatusOf(errno), 0, errno);
    }

    public IoResult Probe(in NetworkAddress address)
    {
        int descriptor = LinuxSocket.Open(SocketAddressFormat.FamilyOf(address));
        if (descriptor < 0)
        {
            int failure = Syscalls.LastErrno();
            return new IoResult(ErrnoTable.StatusOf(failure), 0, failure);
        }

        // SO_REUSEADDR passes over TIME_WAIT; without SO_REUSEPORT a socket that listens there, of whomever, refuses the bind.
        int errno = LinuxSocket.SetFlag(descriptor, Kernel.LevelSocket, Kernel.ReuseAddress, 1);
        errno = errno != 0 || address.IsIPv4 ? errno : SetStack(descriptor, address);
        errno = errno != 0 ? errno : LinuxSocket.Bind(descriptor, address);
        Syscalls.Close(descriptor);
        return new IoResult(ErrnoTable.StatusOf(errno), 0, errno);
    }

    public IEventLoop CreateLoop() => new EpollEventLoop();

    public void CloseDescriptor(int descriptor) => Syscalls.Close(descriptor);

    private int Prepare(int descriptor, in NetworkAddress address, int backlogConnections)
    {
        int errno = SetOptions(descriptor, address);
        if (errno == 0)
        {
            errno = LinuxSocket.Bind(descriptor, address);
        }

        return errno == 0 && Syscalls.Listen(descriptor, backlogConnections) < 0 ? Syscalls.LastErrno() : errno;
    }

    private int SetOptions(int descriptor, in NetworkAddress address)
    {
        // SO_REUSEADDR: a restart must not wait for the TIME_WAIT of old connections.
        int errno = LinuxSocket.SetFlag(descriptor, Kernel.LevelSocket, Kernel.ReuseAddress, 1);
        errno = errno != 0 ? errno : LinuxSocket.SetFlag(descriptor, Kernel.LevelSocket, Kernel.ReusePort, 1);
        // Linux hands TCP_NODELAY and the buffer size of the listener down to what it accepts: no call per connection.
        errno = errno != 0 ? errno : LinuxSocket.SetFlag(descriptor, Kernel.LevelTcp, Kernel.NoDelay, 1);
        if (errno == 0 && SendBufferBytes > 0)
        {
            errno = LinuxSocket.SetFlag(descriptor, Kernel.LevelSocket, Kernel.SendBuffer, SendBufferBytes);
        }

        if (errno == 0 && DeferAcceptSeconds > 0)
        {
            errno = LinuxSocket.SetFlag(descriptor, Kernel.LevelTcp, Kernel.DeferAccept, DeferAcceptSeconds);
        }

        return errno == 0 && !address.IsIPv4 ? SetStack(descriptor, address) : errno;
    }

    /// <summary>
    /// "[::]" means every address of the machine, IPv4 too: that is what operators expect of it. Any other IPv6 address must not also
    /// claim IPv4, and whatever net.ipv6.bindv6only says, the same configuration does the same everywhere.
    /// </summary>
    private static int SetStack(int descriptor, in NetworkAddress address)
    {
        bool everyAddress = address is { High: 0, Low: 0 };
        return LinuxSocket.SetFlag(descriptor, Kernel.LevelIPv6, Kernel.IPv6Only, everyAddress ? 0 : 1);
    }
}
