using Holdfast.Networking;

namespace Holdfast.DataPlane.Relay;

/// <summary>
/// A connected socket with what was received and not yet used, what was written and not yet sent, and what the edge-triggered loop
/// last said about it. Used by the client's and by the server's side alike. Worker thread only.
/// </summary>
internal sealed class SocketStream
{
    // A receive or send of at most 16 KiB is short enough to skip the garbage collector's transition (see Syscalls).
    private const int ReceiveBytesMaximum = 16 * 1024;

    private readonly IEventLoop loop;
    private readonly IoBufferPool buffers;
    private readonly IoBufferPool largeBuffers;
    private bool inputIsLarge;

    public SocketStream(IEventLoop loop, IoBufferPool buffers, IoBufferPool largeBuffers)
    {
        this.loop = loop;
        this.buffers = buffers;
        this.largeBuffers = largeBuffers;
    }

    public SocketId Socket { get; private set; } = SocketId.None;

    /// <summary>Received, not consumed; null while there is nothing, so that an idle connection holds no buffer.</summary>
    public IoBuffer? Input { get; private set; }

    /// <summary>Written, not sent; null while there is nothing.</summary>
    public IoBuffer? Output { get; private set; }

    /// <summary>A receive may bring something. Cleared by a receive that found less than it had room for.</summary>
    public bool CanReceive { get; private set; }

    /// <summary>A send may take something. Cleared by a send that took nothing.</summary>
    public bool CanSend { get; private set; }

    /// <summary>The peer has sent FIN; what it sent before may still wait in the kernel.</summary>
    public bool PeerClosed { get; private set; }

    /// <summary>Total bytes received and sent since <see cref="Open"/>.</summary>
    public long BytesReceived { get; private set; }

    public long BytesSent { get; private set; }

    public int InputLength => Input?.Length ?? 0;

    public bool HasOutput => Output is { IsEmpty: false };

    public void Open(SocketId socket, bool canReceive)
    {
        Socket = socket;
        CanReceive = canReceive;
        CanSend = true;
        PeerClosed = false;
        BytesReceived = BytesSent = 0;
    }

    /// <summary>Takes over what the loop reported.</summary>
    public void Note(Readiness readiness)
    {
        if ((readiness & (Readiness.Readable | Readiness.PeerClosed | Readiness.Failed)) != 0)
        {
            CanReceive = true;
        }

        if ((readiness & (Readiness.Writable | Readiness.Failed)) != 0)
        {
            CanSend = true;
        }

        if ((readiness & (Readiness.PeerClosed | Readiness.Failed)) != 0)
        {
            PeerClosed = true;
        }
    }

    /// <summary>Makes the next receive look, although no event has announced anything: after a failed send there may be a last answer.</summary>
    public void ExpectInput() => CanReceive = true;

    /// <summary>
    /// Receives once into the input. Done, WouldBlock, EndOfStream, NoResources (no buffer left, or the input is full), or a failure.
    /// </summary>
    public IoStatus Fill()
    {
        Input ??= buffers.TryRent();
        if (Input is null)
        {
            return IoStatus.NoResources;
        }

        if (Input.FreeLength == 0)
        {
            Input.Compact();
        }

        Span<byte> room = Input.Free;
        if (room.IsEmpty)
        {
            return IoStatus.NoResources;
        }

        if (!inputIsLarge && room.Length > ReceiveBytesMaximum)
        {
            room = room[..ReceiveBytesMaximum];
        }

        IoResult result = loop.Receive(Socket, room);
        if (!result.IsDone)
        {
            CanReceive = result.Status != IoStatus.WouldBlock && CanReceive;
            ReleaseInputIfEmpty();
            return result.Status;
        }

        Input.Commit(result.Bytes);
        BytesReceived += result.Bytes;

        // Fewer bytes than room: the socket is drained and the next byte raises a new edge. After FIN there is no new edge, so go on to the end.
        CanReceive = result.Bytes == room.Length || PeerClosed;
        return IoStatus.Done;
    }

    /// <summary>Swaps an empty input for a large one, for as long as a long body flows. No effect when none is left.</summary>
    public void UseLargeInput()
    {
        if (inputIsLarge || Input is { IsEmpty: false } || largeBuffers.TryRent() is not { } large)
        {
            return;
        }

        ReleaseInputIfEmpty();
        Input = large;
        inputIsLarge = true;
    }

    /// <summary>The output to append to; null when no buffer is left.</summary>
    public IoBuffer? TryGetOutput() => Output ??= buffers.TryRent();

    /// <summary>Sends the output. Done when all is sent, WouldBlock when some remains, or a failure.</summary>
    public IoStatus Flush()
    {
        while (HasOutput)
        {
            if (!CanSend)
            {
                return IoStatus.WouldBlock;
            }

            ReadOnlySpan<byte> pending = Output!.Filled;
            IoResult result = loop.Send(Socket, pending);
            if (!result.IsDone)
            {
                CanSend = false;
                return result.Status;
            }

            BytesSent += result.Bytes;
            Output.Consume(result.Bytes);
        }

        ReleaseOutputIfEmpty();
        return IoStatus.Done;
    }

    /// <summary>
    /// Sends the output and then the given bytes behind it, with one call where possible. Small bytes are copied behind a waiting head,
    /// larger ones go out as a second piece, because copying costs more than the longer call from about a kilobyte on.
    /// </summary>
    /// <param name="taken">How many of the bytes are sent or kept in the output.</param>
    public IoStatus SendBehindOutput(ReadOnlySpan<byte> bytes, out int taken)
    {
        const int CopyBytesMaximum = 1024;
        taken = 0;
        if (!HasOutput)
        {
            return SendDirect(bytes, out taken);
        }

        if (bytes.Length <= CopyBytesMaximum && Output!.TryAppend(bytes))
        {
            taken = bytes.Length;
            return Flush();
        }

        if (!CanSend)
        {
            return IoStatus.WouldBlock;
        }

        int pending = Output!.Length;
        IoResult result = loop.Send(Socket, Output.Filled, bytes);
        if (!result.IsDone)
        {
            CanSend = false;
            return result.Status;
        }

        BytesSent += result.Bytes;
        Output.Consume(Math.Min(pending, result.Bytes));
        taken = Math.Max(0, result.Bytes - pending);
        ReleaseOutputIfEmpty();
        return result.Bytes == pending + bytes.Length ? IoStatus.Done : SendRest(bytes, ref taken);
    }

    /// <summary>The kernel took a part: try the rest, because only a send that takes nothing arms the event that tells when there is room again.</summary>
    private IoStatus SendRest(ReadOnlySpan<byte> bytes, ref int taken)
    {
        IoStatus status = Flush();
        if (status == IoStatus.Done)
        {
            status = SendDirect(bytes[taken..], out int more);
            taken += more;
        }

        return status;
    }

    /// <summary>Sends bytes that are kept elsewhere; nothing may be waiting in the output.</summary>
    public IoStatus SendDirect(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = 0;
        while (taken < bytes.Length)
        {
            if (!CanSend)
            {
                return IoStatus.WouldBlock;
            }

            IoResult result = loop.Send(Socket, bytes[taken..]);
            if (!result.IsDone)
            {
                CanSend = false;
                return result.Status;
            }

            taken += result.Bytes;
            BytesSent += result.Bytes;
        }

        return IoStatus.Done;
    }

    /// <summary>Moves received bytes into the pipe. Nothing may be waiting in the input. WouldBlock with bytes in the pipe: drain it first.</summary>
    public IoStatus FillPipe(SplicePipe pipe, int maximumBytes, out int filled)
    {
        IoResult result = loop.FillPipe(Socket, pipe, maximumBytes);
        filled = result.IsDone ? result.Bytes : 0;
        BytesReceived += filled;

        // Of a full pipe and an empty socket the kernel says the same; only on an empty pipe it is the socket.
        CanReceive &= result.Status != IoStatus.WouldBlock || !pipe.IsEmpty;
        return result.Status;
    }

    /// <summary>Sends the pipe's bytes until it is empty or the socket is full. Nothing may be waiting in the output.</summary>
    public IoStatus DrainPipe(SplicePipe pipe)
    {
        while (!pipe.IsEmpty)
        {
            if (!CanSend)
            {
                return IoStatus.WouldBlock;
            }

            IoResult result = loop.DrainPipe(pipe, Socket);
            if (!result.IsDone)
            {
                CanSend = false;
                return result.Status;
            }

            BytesSent += result.Bytes;
        }

        return IoStatus.Done;
    }

    public void ReleaseInputIfEmpty()
    {
        if (Input is { IsEmpty: true })
        {
            DropInput();
        }
    }

    public void ReleaseOutputIfEmpty()
    {
        if (Output is { IsEmpty: true })
        {
            buffers.Return(Output);
            Output = null;
        }
    }

    public void DropInput()
    {
        if (Input is not null)
        {
            (inputIsLarge ? largeBuffers : buffers).Return(Input);
            Input = null;
            inputIsLarge = false;
        }
    }

    public void ShutdownSend() => loop.ShutdownSend(Socket);

    public void Close() => Release(abort: false);

    /// <summary>Closes with RST: what was sent so far must not be taken for a whole answer.</summary>
    public void Abort() => Release(abort: true);

    /// <summary>Gives the open descriptor away (takeover); -1 when closed already.</summary>
    public int Detach()
    {
        int descriptor = loop.Detach(Socket);
        Socket = SocketId.None;
        DropBuffers();
        return descriptor;
    }

    private void Release(bool abort)
    {
        if (!Socket.IsNone)
        {
            if (abort)
            {
                loop.Abort(Socket);
            }
            else
            {
                loop.Close(Socket);
            }

            Socket = SocketId.None;
        }

        DropBuffers();
    }

    private void DropBuffers()
    {
        DropInput();
        if (Output is not null)
        {
            buffers.Return(Output);
            Output = null;
        }
    }
}
