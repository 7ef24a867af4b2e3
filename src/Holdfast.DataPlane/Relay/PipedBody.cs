using Holdfast.Networking;

namespace Holdfast.DataPlane.Relay;

/// <summary>The rest of a long body of known length: page references move from socket to socket and no byte is copied. Part of a <see cref="BodyRelay"/>.</summary>
internal sealed class PipedBody
{
    // From here on bytes stay in the kernel: below it the calls for a pipe cost more than the copies they save.
    private const long BytesMinimum = 256 * 1024;

    private readonly PipePool pipes;
    private SplicePipe? pipe;

    public PipedBody(PipePool pipes)
    {
        this.pipes = pipes;
    }

    public bool IsActive => pipe is not null;

    /// <summary>Body bytes that have not been taken from the source yet.</summary>
    public long Remaining { get; private set; }

    /// <summary>False when the body is short or no pipe is left.</summary>
    public bool TryBegin(long remaining)
    {
        if (remaining < BytesMinimum)
        {
            return false;
        }

        Remaining = remaining;
        pipe = pipes.TryRent();
        return pipe is not null;
    }

    /// <summary>The body is over, or nobody wants the rest of it.</summary>
    public void End()
    {
        if (pipe is not null)
        {
            pipes.Return(pipe);
            pipe = null;
        }
    }

    /// <summary>Moves what can be moved now, about so many bytes at most.</summary>
    public RelayStatus Pump(SocketStream source, SocketStream destination, long bytesMaximum)
    {
        long before = Remaining;
        for (;;)
        {
            IoStatus sent = destination.DrainPipe(pipe!);
            if (sent != IoStatus.Done)
            {
                return sent == IoStatus.WouldBlock ? RelayStatus.Blocked : RelayStatus.DestinationFailed;
            }

            if (Remaining == 0)
            {
                End();
                return RelayStatus.Complete;
            }

            if (before - Remaining >= bytesMaximum)
            {
                return RelayStatus.Yield;
            }

            if (!source.CanReceive)
            {
                return RelayStatus.NeedInput;
            }

            IoStatus filled = source.FillPipe(pipe!, (int)Math.Min(Remaining, pipe!.Capacity), out int moved);
            Remaining -= moved;
            if (filled != IoStatus.Done)
            {
                return Ended(filled);
            }
        }
    }

    private static RelayStatus Ended(IoStatus status) => status switch
    {
        IoStatus.WouldBlock => RelayStatus.NeedInput,
        IoStatus.EndOfStream => RelayStatus.SourceEnded,
        _ => RelayStatus.SourceFailed,
    };
}
