using Holdfast.Foundation;

namespace Holdfast.Networking.Simulated;

/// <summary>
/// An event loop in virtual time: waiting moves the clock to the next arrival or to the end of the timeout. Same rules as epoll:
/// a batch is fixed before its first handler runs, and late events of closed sockets are dropped.
/// </summary>
public sealed class SimulatedLoop : IEventLoop
{
    private static readonly TimeSpan WakePatience = TimeSpan.FromSeconds(10);

    private readonly SimulatedNetwork network;
    private readonly SocketTable sockets = new();
    private readonly Queue<SocketId> edges = new();
    private readonly Queue<(SocketId Socket, Readiness Readiness)> batch = new();
    private readonly HashSet<SocketId> reported = [];
    private readonly ManualResetEventSlim woken = new(); // Any thread.

    internal SimulatedLoop(SimulatedNetwork network) => this.network = network;

    public long StaleEventCount { get; private set; }

    public long StaleIdCount => sockets.StaleIdCount;

    public int OpenCount => sockets.OpenCount;

    /// <summary>It would not wait now: something has come, or it was woken. For whoever turns several loops and leaves those alone whose threads would sleep.</summary>
    public bool IsReady
    {
        get
        {
            if (batch.Count == 0)
            {
                FillBatch();
            }

            return batch.Count > 0 || woken.IsSet;
        }
    }

    public int Turn(long timeoutNanoseconds)
    {
        if (batch.Count == 0)
        {
            FillBatch();
            if (batch.Count == 0 && timeoutNanoseconds != 0)
            {
                Wait(timeoutNanoseconds);
            }

            woken.Reset();
        }

        int dispatched = 0;
        while (batch.TryDequeue(out (SocketId Socket, Readiness Readiness) next))
        {
            dispatched += Dispatch(next.Socket, next.Readiness);
        }

        return dispatched;
    }

    /// <summary>What the loop's own thread does at the moment in which another one wakes it; null for nothing before its next turn.</summary>
    public Action? OnWake { get; set; }

    public void Wake()
    {
        woken.Set();
        OnWake?.Invoke();
    }

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

        if (network.IsFull)
        {
            return IoStatus.TooManyDescriptors;
        }

        if (network.Socket<SimulatedListener>(listener.Descriptor).TryAccept() is not { } accepted)
        {
            return IoStatus.WouldBlock;
        }

        peer = accepted.LocalAddress;
        connection = sockets.Open(network.Register(accepted), null, SocketFlags.None);
        return IoStatus.Done;
    }

    public void Watch(SocketId connection, IReadinessHandler handler)
    {
        if (sockets.IsOpen(connection))
        {
            sockets[connection.Descriptor].Handler = handler;
            sockets[connection.Descriptor].Flags |= SocketFlags.Watched;
            network.Socket<SimulatedSocket>(connection.Descriptor).WatchBy(this, connection);
        }
    }

    public IoStatus Connect(in NetworkAddress address, IReadinessHandler handler, out SocketId connection) => Connect(address, default, handler, out connection);

    public IoStatus Connect(in NetworkAddress address, in NetworkAddress source, IReadinessHandler handler, out SocketId connection)
    {
        connection = SocketId.None;
        if (network.IsFull)
        {
            return IoStatus.TooManyDescriptors;
        }

        int descriptor = network.Connect(address, source);
        connection = sockets.Open(descriptor, null, SocketFlags.Connecting | SocketFlags.WritableArmed);
        Watch(connection, handler);
        return IoStatus.InProgress;
    }

    public IoStatus FinishConnect(SocketId connection) =>
        sockets.IsOpen(connection) ? Connection(connection).FinishConnect() : IoStatus.Other;

    public IoResult Receive(SocketId connection, Span<byte> destination) =>
        sockets.IsOpen(connection) ? Connection(connection).Receive(destination) : new IoResult(IoStatus.Other, 0, Linux.Errno.BadDescriptor);

    public IoResult Send(SocketId connection, ReadOnlySpan<byte> source) => Send(connection, source, default);

    public IoResult Send(SocketId connection, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (!sockets.IsOpen(connection))
        {
            return new IoResult(IoStatus.Other, 0, Linux.Errno.BadDescriptor);
        }

        IoResult result = Connection(connection).Send(first, second);
        if (result.Status == IoStatus.WouldBlock)
        {
            sockets[connection.Descriptor].Flags |= SocketFlags.WritableArmed;
        }

        return result;
    }

    public void ShutdownSend(SocketId connection)
    {
        if (sockets.IsOpen(connection))
        {
            Connection(connection).ShutdownSend();
        }
    }

    public void Close(SocketId socket) => Close(socket, abort: false);

    public void Abort(SocketId socket) => Close(socket, abort: true);

    public int Detach(SocketId socket)
    {
        if (!sockets.IsOpen(socket))
        {
            return -1;
        }

        network.Socket<SimulatedSocket>(socket.Descriptor).WatchBy(null, SocketId.None);
        sockets.Forget(socket.Descriptor);
        return socket.Descriptor;
    }

    public void Dispose()
    {
        for (int descriptor = 0; descriptor < sockets.Bound; descriptor++)
        {
            if ((sockets[descriptor].Flags & SocketFlags.Open) != 0)
            {
                Close(new SocketId(descriptor, sockets[descriptor].Generation));
            }
        }

        woken.Dispose();
    }

    internal void Enqueue(SocketId socket) => edges.Enqueue(socket);

    private SimulatedConnection Connection(SocketId socket) => network.Socket<SimulatedConnection>(socket.Descriptor);

    private void Close(SocketId socket, bool abort)
    {
        if (sockets.IsOpen(socket))
        {
            network.Socket<SimulatedSocket>(socket.Descriptor).WatchBy(null, SocketId.None);
            sockets.Forget(socket.Descriptor);
            network.Close(socket.Descriptor, abort);
        }
    }

    private void Wait(long timeoutNanoseconds)
    {
        long deadline = timeoutNanoseconds < 0 ? long.MaxValue : network.Clock.NowNanoseconds + timeoutNanoseconds;
        while (batch.Count == 0 && !woken.IsSet)
        {
            if (network.AdvanceToNextArrival(deadline))
            {
                FillBatch();
            }
            else if (timeoutNanoseconds >= 0)
            {
                network.Clock.AdvanceTo(deadline);
                return;
            }
            else if (!woken.Wait(WakePatience))
            {
                throw new InvalidOperationException("Nothing is on its way, no timeout was given, and no thread wakes the loop: it would wait for ever.");
            }
        }
    }

    private void FillBatch()
    {
        network.DeliverDue();
        for (int left = edges.Count; left > 0; left--)
        {
            SocketId socket = edges.Dequeue();
            if (!sockets.Names(socket.Descriptor, socket.Generation) || !reported.Add(socket))
            {
                continue;
            }

            Readiness readiness = network.Socket<SimulatedSocket>(socket.Descriptor).Ready;
            bool armed = (sockets[socket.Descriptor].Flags & SocketFlags.WritableArmed) != 0;
            readiness &= armed ? ~Readiness.None : ~Readiness.Writable;
            if (readiness != Readiness.None)
            {
                batch.Enqueue((socket, readiness));
            }
        }

        reported.Clear();
    }

    private int Dispatch(SocketId socket, Readiness readiness)
    {
        if (!sockets.Names(socket.Descriptor, socket.Generation))
        {
            StaleEventCount++;
            return 0;
        }

        sockets[socket.Descriptor].Handler!.OnReady(socket, readiness);
        return 1;
    }
}
