namespace Holdfast.Networking.Linux;

/// <summary>The one place where an errno becomes an <see cref="IoStatus"/>. Closed: what is not listed is Other, and the number travels along.</summary>
internal static class ErrnoTable
{
    private static readonly IoStatus[] Statuses = Build();

    /// <summary>For calls on an open socket, and for bind and listen.</summary>
    public static IoStatus StatusOf(int errno) => (uint)errno < (uint)Statuses.Length ? Statuses[errno] : IoStatus.Other;

    /// <summary>
    /// For connect, where two numbers mean something else: no local port is left (EADDRNOTAVAIL, or EAGAIN: connect never
    /// answers "would block", that is EINPROGRESS).
    /// </summary>
    public static IoStatus StatusOfConnect(int errno) => errno switch
    {
        Errno.AddressNotAvailable or Errno.WouldBlock => IoStatus.NoResources,
        Errno.Already => IoStatus.InProgress,
        _ => StatusOf(errno),
    };

    /// <summary>
    /// accept(2): Linux hands errors of the connection at the head of the queue to accept, and that connection is gone. They say
    /// nothing about the listener, the next one may be fine.
    /// </summary>
    public static bool ConcernsOneConnectionOnly(int errno) => errno is Errno.ConnectionAborted or Errno.Protocol
        or Errno.NoProtocolOption or Errno.NetworkDown or Errno.NetworkUnreachable or Errno.HostDown or Errno.HostUnreachable
        or Errno.NoNetwork or Errno.NotSupported or Errno.Interrupted;

    private static IoStatus[] Build()
    {
        var statuses = new IoStatus[Errno.Bound];
        Array.Fill(statuses, IoStatus.Other);
        statuses[0] = IoStatus.Done;
        statuses[Errno.WouldBlock] = IoStatus.WouldBlock;
        statuses[Errno.InProgress] = IoStatus.InProgress;
        statuses[Errno.ConnectionReset] = IoStatus.Reset;
        statuses[Errno.BrokenPipe] = IoStatus.Reset;
        statuses[Errno.ConnectionAborted] = IoStatus.Reset;
        statuses[Errno.NotConnected] = IoStatus.Reset;
        statuses[Errno.Shutdown] = IoStatus.Reset;
        statuses[Errno.ConnectionRefused] = IoStatus.Refused;
        statuses[Errno.TimedOut] = IoStatus.TimedOut;
        statuses[Errno.NetworkUnreachable] = IoStatus.Unreachable;
        statuses[Errno.HostUnreachable] = IoStatus.Unreachable;
        statuses[Errno.NetworkDown] = IoStatus.Unreachable;
        statuses[Errno.HostDown] = IoStatus.Unreachable;
        statuses[Errno.TooManyInProcess] = IoStatus.TooManyDescriptors;
        statuses[Errno.TooManyInSystem] = IoStatus.TooManyDescriptors;
        statuses[Errno.NoBuffers] = IoStatus.NoResources;
        statuses[Errno.NoMemory] = IoStatus.NoResources;
        statuses[Errno.AddressInUse] = IoStatus.AddressInUse;
        statuses[Errno.AccessDenied] = IoStatus.NotPermitted;
        statuses[Errno.NotPermitted] = IoStatus.NotPermitted;
        statuses[Errno.AddressNotAvailable] = IoStatus.AddressNotAvailable;
        return statuses;
    }
}
