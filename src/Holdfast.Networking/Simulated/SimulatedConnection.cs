using Holdfast.Foundation;

namespace Holdfast.Networking.Simulated;

/// <summary>
/// One end of a connection. What an end sends is copied, travels for the latency and lands in the other end's unread queue; bytes on
/// the way and unread count against the bound, so a receiver that does not read stops the sender.
/// </summary>
internal sealed class SimulatedConnection(SimulatedNetwork network, SimulatedFaults faults, bool isServer) : SimulatedSocket(network)
{
    private readonly Queue<ReadOnlyMemory<byte>> unread = new();
    private SimulatedConnection? peer;
    private IoStatus connectStatus = IoStatus.InProgress;
    private int frontTaken;
    private int unreadBytes;
    private int outstandingBytes;
    private long sentBytes;
    private long lastArrival;
    private bool resetPending;
    private bool wasReset;
    private bool peerFinished;
    private bool finished;
    private bool closed;

    public NetworkAddress LocalAddress { get; init; }

    public override Readiness Ready
    {
        get
        {
            if (connectStatus != IoStatus.Done)
            {
                return connectStatus == IoStatus.InProgress ? Readiness.None : Readiness.Readable | Readiness.Writable | Readiness.PeerClosed | Readiness.Failed;
            }

            bool ended = peerFinished || wasReset;
            Readiness readiness = unreadBytes > 0 || ended ? Readiness.Readable : Readiness.None;
            readiness |= ended ? Readiness.PeerClosed : Readiness.None;
            readiness |= wasReset || (peerFinished && finished) ? Readiness.Failed : Readiness.None;
            return readiness | (wasReset || Room > 0 ? Readiness.Writable : Readiness.None);
        }
    }

    private int Room => faults.BufferBytes - outstandingBytes;

    /// <summary>The server's end of a handshake that has arrived; the client's end hears of it one latency later.</summary>
    public SimulatedConnection Answer()
    {
        var server = new SimulatedConnection(Network, faults, isServer: true) { peer = this, connectStatus = IoStatus.Done, LocalAddress = LocalAddress };
        peer = server;
        server.Travel(() => EndConnect(IoStatus.Done));
        return server;
    }

    public void Refuse() => Travel(() => EndConnect(IoStatus.Refused));

    public IoStatus FinishConnect() => connectStatus;

    public IoResult Receive(Span<byte> destination)
    {
        if (unreadBytes > 0)
        {
            return IoResult.Moved(Take(destination));
        }

        if (resetPending)
        {
            // As Linux: the error is told once, after that the stream is at its end.
            resetPending = false;
            return new IoResult(IoStatus.Reset, 0, Linux.Errno.ConnectionReset);
        }

        return new IoResult(peerFinished || wasReset ? IoStatus.EndOfStream : IoStatus.WouldBlock, 0);
    }

    public IoResult Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (wasReset || finished || connectStatus is not (IoStatus.Done or IoStatus.InProgress))
        {
            return new IoResult(IoStatus.Reset, 0, Linux.Errno.BrokenPipe);
        }

        if (connectStatus == IoStatus.InProgress || Room <= 0)
        {
            return new IoResult(IoStatus.WouldBlock, 0);
        }

        int taken = Math.Min(Math.Min(first.Length + second.Length, Room), faults.SendBytesMax);
        byte[] bytes = new byte[taken];
        int fromFirst = Math.Min(taken, first.Length);
        first[..fromFirst].CopyTo(bytes);
        second[..(taken - fromFirst)].CopyTo(bytes.AsSpan(fromFirst));
        Transmit(bytes);
        return IoResult.Moved(taken);
    }

    public void ShutdownSend()
    {
        if (!finished && connectStatus == IoStatus.Done)
        {
            finished = true;
            Travel(peer!.TakeFinish);
        }
    }

    public override void Close(bool abort)
    {
        if (closed)
        {
            return;
        }

        bool reset = abort || unreadBytes > 0;
        closed = true;
        if (!reset)
        {
            ShutdownSend();
        }
        else if (peer is not null && !wasReset)
        {
            Travel(peer.TakeReset);
        }
    }

    private void Transmit(byte[] bytes)
    {
        long allowed = isServer ? Math.Clamp(faults.ResetAfterServerBytes - sentBytes, 0, bytes.Length) : bytes.Length;
        sentBytes += bytes.Length;
        outstandingBytes += bytes.Length;
        if (allowed > 0)
        {
            Travel(() => peer!.Take(bytes.AsMemory(0, (int)allowed)));
        }

        if (allowed < bytes.Length)
        {
            Travel(peer!.TakeReset);
            TakeReset();
        }
    }

    // In order within a direction, even when the latency shrinks on the way.
    private void Travel(Action arrive)
    {
        if (!faults.LoseEverything)
        {
            lastArrival = Math.Max(lastArrival, Network.Clock.NowNanoseconds + faults.LatencyNanoseconds);
            Network.Schedule(lastArrival, arrive);
        }
    }

    private void EndConnect(IoStatus status)
    {
        connectStatus = status;
        Changed();
        if (closed && status == IoStatus.Done)
        {
            // Given up while the handshake ran: the kernel answers the handshake's second part with RST.
            Travel(peer!.TakeReset);
        }
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        if (closed)
        {
            // Nobody is there to read: the kernel answers with RST.
            Travel(peer!.TakeReset);
        }
        else if (!wasReset)
        {
            unread.Enqueue(bytes);
            unreadBytes += bytes.Length;
            Changed();
        }
    }

    private int Take(Span<byte> destination)
    {
        int taken = 0;
        while (taken < destination.Length && unread.TryPeek(out ReadOnlyMemory<byte> piece))
        {
            ReadOnlySpan<byte> rest = piece.Span[frontTaken..];
            int bytes = Math.Min(rest.Length, destination.Length - taken);
            rest[..bytes].CopyTo(destination[taken..]);
            taken += bytes;
            frontTaken += bytes;
            if (bytes == rest.Length)
            {
                unread.Dequeue();
                frontTaken = 0;
            }
        }

        unreadBytes -= taken;
        Travel(() => peer!.MakeRoom(taken));
        return taken;
    }

    private void MakeRoom(int bytes)
    {
        bool wasFull = Room <= 0;
        outstandingBytes -= bytes;
        if (wasFull && !closed)
        {
            Changed();
        }
    }

    private void TakeFinish()
    {
        peerFinished = true;
        Changed();
    }

    private void TakeReset()
    {
        if (!closed && !wasReset)
        {
            wasReset = resetPending = true;
            Changed();
        }
    }
}
