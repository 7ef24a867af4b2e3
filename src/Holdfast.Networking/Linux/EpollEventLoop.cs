using Holdfast.Foundation;

namespace Holdfast.Networking.Linux;

/// <summary>
/// The event loop over epoll, edge-triggered. An event carries descriptor and generation, so that events which were already fetched
/// for a socket that a handler of the same batch closed are recognised and dropped. No outside error throws.
/// </summary>
public sealed unsafe class EpollEventLoop : IEventLoop
{
    private const uint ConnectionInterest = Kernel.EventReadable | Kernel.EventPeerClosed | Kernel.EventEdgeTriggered;
    private const ulong WakeData = ulong.MaxValue;
    private const ulong TimerData = ulong.MaxValue - 1;
    private const int SmallBatch = 2;
    private static readonly IoResult NotOpen = new(IoStatus.Other, 0, Errno.BadDescriptor);

    private readonly EpollPoller poller = new();
    private readonly WakeUp wakeUp = new();
    private readonly WakeTimer wakeTimer = new();
    private readonly SocketTable sockets = new();
    // Sockets the kernel refused to watch; they are told as Failed in the next turn, as Watch has no result.
    private readonly Queue<SocketId> unwatched = new();
    // What is left of the batch. A handler that throws must not swallow the others' edges, which the kernel tells only once.
    private int batchCount;
    private int batchPosition;

    internal EpollEventLoop()
    {
        WatchOwn(wakeUp.Descriptor, WakeData);
        WatchOwn(wakeTimer.Descriptor, TimerData);
    }

    public long StaleEventCount { get; private set; }

    public long StaleIdCount => sockets.StaleIdCount;

    public int OpenCount => sockets.OpenCount;

    public int Turn(long timeoutNanoseconds)
    {
        int dispatched = unwatched.Count > 0 ? DispatchUnwatched() : 0;
        if (batchPosition == batchCount)
        {
            // A look first spares the transition of a call that may block, as long as something is there: after a batch of one or two
            // nothing will be, and the look would be a call for nothing.
            bool mayWait = dispatched == 0 && timeoutNanoseconds != 0;
            batchCount = mayWait && batchCount <= SmallBatch ? 0 : poller.Look();
            batchPosition = 0;
            if (batchCount == 0 && mayWait)
            {
                batchCount = poller.Wait(timeoutNanoseconds);
            }
        }

        while (batchPosition < batchCount)
        {
            int index = batchPosition++;
            dispatched += Dispatch(poller.EventsAt(index), poller.DataAt(index));
        }

        return dispatched;
    }

    public int TurnUntil(long nowNanoseconds, long dueNanoseconds)
    {
        if (dueNanoseconds >= 0 && dueNanoseconds <= nowNanoseconds)
        {
            return Turn(0);
        }

        if (dueNanoseconds >= 0)
        {
            wakeTimer.ArmFor(dueNanoseconds);
        }

        return Turn(-1);
    }

    public void Wake() => wakeUp.Signal();

    public SocketId Adopt(int descriptor, IReadinessHandler handler)
    {
        SocketId socket = sockets.Open(descriptor, null, SocketFlags.Adopted);
        Watch(socket, handler);
        return socket;
    }

    public IoStatus Accept(SocketId listener, out SocketId connection, out NetworkAddress peer)
    {
        connection = SocketId.None;
        peer = default;
        if (!sockets.IsOpen(listener))
        {
            return IoStatus.Other;
        }

        byte* address = stackalloc byte[SocketAddressFormat.MaximumBytes];
        while (true)
        {
            uint addressBytes = SocketAddressFormat.MaximumBytes;
            // Safe: the kernel writes at most addressBytes into this frame's memory.
            int descriptor = Syscalls.Accept(listener.Descriptor, address, &addressBytes, Kernel.SocketNonBlocking | Kernel.SocketCloseOnExec);
            if (descriptor >= 0)
            {
                connection = sockets.Open(descriptor, null, SocketFlags.None);
                peer = SocketAddressFormat.Read(new ReadOnlySpan<byte>(address, SocketAddressFormat.MaximumBytes));
                return IoStatus.Done;
            }

            int errno = Syscalls.LastErrno();
            if (!ErrnoTable.ConcernsOneConnectionOnly(errno))
            {
                return ErrnoTable.StatusOf(errno);
            }
        }
    }

    public void Watch(SocketId connection, IReadinessHandler handler)
    {
        if (sockets.IsOpen(connection))
        {
            // A send before this may have found the buffer full already.
            bool armed = (sockets[connection.Descriptor].Flags & SocketFlags.WritableArmed) != 0;
            Register(connection, handler, armed ? ConnectionInterest | Kernel.EventWritable : ConnectionInterest, SocketFlags.Watched);
        }
    }

    public IoStatus Connect(in NetworkAddress address, IReadinessHandler handler, out SocketId connection) => Connect(address, default, handler, out connection);

    public IoStatus Connect(in NetworkAddress address, in NetworkAddress source, IReadinessHandler handler, out SocketId connection)
    {
        connection = SocketId.None;
        int descriptor = LinuxSocket.Open(SocketAddressFormat.FamilyOf(address));
        if (descriptor < 0)
        {
            return ErrnoTable.StatusOf(Syscalls.LastErrno());
        }

        LinuxSocket.SetFlag(descriptor, Kernel.LevelTcp, Kernel.NoDelay, 1);
        int errno = source == default ? 0 : LinuxSocket.BindSource(descriptor, source);
        errno = errno != 0 ? errno : LinuxSocket.Connect(descriptor, address);
        IoStatus status = ErrnoTable.StatusOfConnect(errno);
        if (status is not (IoStatus.Done or IoStatus.InProgress))
        {
            Syscalls.Close(descriptor);
            return status;
        }

        // Watched only now: an unconnected socket would report a hang-up at once.
        connection = sockets.Open(descriptor, null, status == IoStatus.InProgress ? SocketFlags.Connecting : SocketFlags.None);
        Register(connection, handler, ConnectionInterest | Kernel.EventWritable, SocketFlags.Watched | SocketFlags.WritableArmed);
        return status;
    }

    public IoStatus FinishConnect(SocketId connection)
    {
        if (!sockets.IsOpen(connection))
        {
            return IoStatus.Other;
        }

        ref SocketTable.Slot slot = ref sockets[connection.Descriptor];
        if ((slot.Flags & SocketFlags.Connecting) == 0)
        {
            return IoStatus.Done;
        }

        // Writable without an error means established: the kernel reports neither while the handshake runs. That saves a call per connect.
        IoStatus status = (slot.Flags & SocketFlags.ConnectReported) != 0 ? IoStatus.Done : LinuxSocket.ConnectStatus(connection.Descriptor);
        if (status == IoStatus.Done)
        {
            slot.Flags &= ~(SocketFlags.Connecting | SocketFlags.ConnectReported);
        }

        return status;
    }

    public IoResult Receive(SocketId connection, Span<byte> destination) =>
        sockets.IsOpen(connection) ? SocketTransfer.Receive(connection.Descriptor, destination) : NotOpen;

    public IoResult Send(SocketId connection, ReadOnlySpan<byte> source) =>
        sockets.IsOpen(connection) ? Armed(connection, SocketTransfer.Send(connection.Descriptor, source)) : NotOpen;

    public IoResult Send(SocketId connection, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        sockets.IsOpen(connection) ? Armed(connection, SocketTransfer.Send(connection.Descriptor, first, second)) : NotOpen;

    public SplicePipe? TryOpenPipe(int bytes) => PipeTransfer.TryOpen(bytes);

    public IoResult FillPipe(SocketId from, SplicePipe pipe, int maximumBytes) =>
        sockets.IsOpen(from) ? PipeTransfer.Fill(from.Descriptor, pipe, maximumBytes) : NotOpen;

    public IoResult DrainPipe(SplicePipe pipe, SocketId to) =>
        sockets.IsOpen(to) ? Armed(to, PipeTransfer.Drain(pipe, to.Descriptor)) : NotOpen;

    public void ShutdownSend(SocketId connection)
    {
        if (sockets.IsOpen(connection))
        {
            Syscalls.Shutdown(connection.Descriptor, Kernel.ShutdownWrite);
        }
    }

    public void Close(SocketId socket)
    {
        if (Release(socket))
        {
            Syscalls.Close(socket.Descriptor);
        }
    }

    public void Abort(SocketId socket)
    {
        if (Release(socket))
        {
            LinuxSocket.ResetOnClose(socket.Descriptor);
            Syscalls.Close(socket.Descriptor);
        }
    }

    public int Detach(SocketId socket)
    {
        if (!sockets.IsOpen(socket))
        {
            return -1;
        }

        Unwatch(socket.Descriptor);
        sockets.Forget(socket.Descriptor);
        return socket.Descriptor;
    }

    public void Dispose()
    {
        for (int descriptor = 0; descriptor < sockets.Bound && sockets.OpenCount > 0; descriptor++)
        {
            if ((sockets[descriptor].Flags & SocketFlags.Open) != 0)
            {
                Close(new SocketId(descriptor, sockets[descriptor].Generation));
            }
        }

        wakeUp.Dispose();
        wakeTimer.Dispose();
        poller.Dispose();
    }

    private static ulong DataOf(SocketId socket) => ((ulong)socket.Generation << 32) | (uint)socket.Descriptor;

    private int Dispatch(uint events, ulong data)
    {
        if (data >= TimerData)
        {
            NoticeOwn(data);
            return 0;
        }

        int descriptor = (int)(uint)data;
        uint generation = (uint)(data >> 32);
        if (!sockets.Names(descriptor, generation))
        {
            StaleEventCount++;
            return 0;
        }

        ref SocketTable.Slot slot = ref sockets[descriptor];
        if ((slot.Flags & SocketFlags.Connecting) != 0 && (events & (Kernel.EventWritable | Kernel.EventError | Kernel.EventHangUp)) == Kernel.EventWritable)
        {
            slot.Flags |= SocketFlags.ConnectReported;
        }

        slot.Handler!.OnReady(new SocketId(descriptor, generation), ReadinessOf(events));
        return 1;
    }

    private void NoticeOwn(ulong data)
    {
        if (data == WakeData)
        {
            wakeUp.Notice();
        }
        else
        {
            wakeTimer.Notice();
        }
    }

    private void WatchOwn(int descriptor, ulong data)
    {
        int errno = poller.Control(Kernel.ControlAdd, descriptor, Kernel.EventReadable | Kernel.EventEdgeTriggered, data);
        if (errno != 0)
        {
            throw new IOException($"The kernel refuses to watch what wakes the loop (errno {errno}).");
        }
    }

    private static Readiness ReadinessOf(uint events)
    {
        Readiness readiness = (events & Kernel.EventReadable) != 0 ? Readiness.Readable : Readiness.None;
        readiness |= (events & Kernel.EventWritable) != 0 ? Readiness.Writable : Readiness.None;
        readiness |= (events & Kernel.EventPeerClosed) != 0 ? Readiness.PeerClosed : Readiness.None;
        return readiness | ((events & (Kernel.EventError | Kernel.EventHangUp)) != 0 ? Readiness.Failed : Readiness.None);
    }

    private int DispatchUnwatched()
    {
        int dispatched = 0;
        for (int left = unwatched.Count; left > 0; left--)
        {
            SocketId socket = unwatched.Dequeue();
            if (sockets.Names(socket.Descriptor, socket.Generation))
            {
                sockets[socket.Descriptor].Handler!.OnReady(socket, Readiness.Failed);
                dispatched++;
            }
        }

        return dispatched;
    }

    private void Register(SocketId socket, IReadinessHandler handler, uint interest, SocketFlags flags)
    {
        ref SocketTable.Slot slot = ref sockets[socket.Descriptor];
        slot.Handler = handler;
        if (poller.Control(Kernel.ControlAdd, socket.Descriptor, interest, DataOf(socket)) == 0)
        {
            slot.Flags |= flags;
        }
        else
        {
            unwatched.Enqueue(socket);
        }
    }

    private IoResult Armed(SocketId connection, IoResult result)
    {
        if (result.Status == IoStatus.WouldBlock)
        {
            ArmWritable(connection);
        }

        return result;
    }

    // Once per connection: most never fill their send buffer, and edge-triggered it costs nothing to stay armed.
    private void ArmWritable(SocketId connection)
    {
        ref SocketTable.Slot slot = ref sockets[connection.Descriptor];
        bool modify = (slot.Flags & (SocketFlags.WritableArmed | SocketFlags.Watched)) == SocketFlags.Watched;
        slot.Flags |= SocketFlags.WritableArmed;
        if (modify)
        {
            poller.Control(Kernel.ControlModify, connection.Descriptor, ConnectionInterest | Kernel.EventWritable, DataOf(connection));
        }
    }

    private bool Release(SocketId socket)
    {
        if (!sockets.IsOpen(socket))
        {
            return false;
        }

        if ((sockets[socket.Descriptor].Flags & SocketFlags.Adopted) != 0)
        {
            Unwatch(socket.Descriptor);
        }

        sockets.Forget(socket.Descriptor);
        return true;
    }

    private void Unwatch(int descriptor)
    {
        if ((sockets[descriptor].Flags & SocketFlags.Watched) != 0)
        {
            poller.Control(Kernel.ControlRemove, descriptor, 0, 0);
        }
    }
}
