using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Relay;

/// <summary>
/// Moves one message body from one connection to the other with bounded buffers: what the destination does not take stays where it is,
/// and the source is not read meanwhile (back-pressure). Lengths pass through uncopied; chunked bodies are decoded and chunked anew, so
/// that no extension or odd framing gets through. Worker thread only. The end of the reading path: from here back to <see cref="Exchange"/>.
/// </summary>
internal sealed class BodyRelay
{
    // A connection that always has more must not starve the others: after this much it waits for the next turn.
    private const int BytesPerTurn = 1024 * 1024;

    // From here on a large buffer saves more calls than it costs cache.
    private const long LargeBodyBytes = 64 * 1024;

    // Room that a chunk's own framing needs around its data: 16 digits, two line ends; and the last chunk.
    private const int ChunkFramingBytes = 64;

    private enum FramedStep : byte
    {
        Moved,
        NeedInput,
        NeedRoom,
        Complete,
        Rejected,
        TooLarge,
    }

    private readonly ChunkedReader reader;
    private readonly PipedBody piped;
    private BodyFraming framing;
    private bool chunkOutput;
    private bool inputComplete;
    private long remaining;
    private long maximumBytes;

    public BodyRelay(HeadLimits limits, PipePool pipes)
    {
        piped = new PipedBody(pipes);
        reader = new ChunkedReader(limits);
    }

    /// <summary>All of the body has been read from the source (some may still wait to be sent).</summary>
    public bool InputComplete => inputComplete;

    /// <summary>Nothing of the body waits here any more: it is read, and nothing of it is in a pipe.</summary>
    public bool IsPassedOn => inputComplete && !piped.IsActive;

    /// <summary>Body bytes that the source has still to deliver; -1 where nobody knows: chunks, and what is under way in a pipe.</summary>
    public long RestBytes => inputComplete ? 0 : framing == BodyFraming.Length && !piped.IsActive ? remaining : -1;

    /// <summary>Body bytes read from the source, without framing.</summary>
    public long BodyBytes { get; private set; }

    public RejectionReason Rejection => reader.Rejection;

    /// <param name="framing">How the source frames the body.</param>
    /// <param name="contentLength">Body bytes when framing is Length.</param>
    /// <param name="chunkOutput">The destination is told the body in chunks.</param>
    /// <param name="maximumBytes">Bound of the body; 0 means none.</param>
    public void Begin(BodyFraming framing, long contentLength, bool chunkOutput, long maximumBytes)
    {
        this.framing = framing;
        this.chunkOutput = chunkOutput;
        this.maximumBytes = maximumBytes;
        BodyBytes = 0;
        remaining = framing switch
        {
            BodyFraming.Length => contentLength,
            BodyFraming.UntilClose => long.MaxValue,
            _ => 0,
        };
        inputComplete = framing == BodyFraming.None || (framing == BodyFraming.Length && contentLength == 0);
        if (framing == BodyFraming.Chunked)
        {
            reader.Reset();
        }
    }

    /// <summary>The body is over, or nobody wants the rest of it.</summary>
    public void End() => piped.End();

    /// <summary>Moves what can be moved now.</summary>
    public RelayStatus Pump(SocketStream source, SocketStream destination)
    {
        if (piped.IsActive)
        {
            return PumpPiped(source, destination);
        }

        return framing == BodyFraming.Chunked || chunkOutput ? PumpFramed(source, destination) : PumpPlain(source, destination);
    }

    /// <summary>
    /// Takes what the source has already delivered into the destination's buffer, without sending. So the head and a small body leave together,
    /// and a request stays repeatable. False when the body breaks a rule.
    /// </summary>
    public bool TakeBuffered(SocketStream source, IoBuffer destination)
    {
        if (framing == BodyFraming.Chunked || chunkOutput)
        {
            return MoveFramed(source, destination) is not (FramedStep.Rejected or FramedStep.TooLarge);
        }

        int take = (int)Math.Min(Math.Min(source.InputLength, remaining), destination.FreeLength);
        if (take > 0)
        {
            destination.TryAppend(source.Input!.Filled[..take]);
            Took(source, take);
        }

        return true;
    }

    private RelayStatus PumpPlain(SocketStream source, SocketStream destination)
    {
        long moved = 0;
        for (;;)
        {
            int take = (int)Math.Min(source.InputLength, remaining);
            if (take > 0 || destination.HasOutput)
            {
                ReadOnlySpan<byte> bytes = take > 0 ? source.Input!.Filled[..take] : default;
                IoStatus sent = destination.SendBehindOutput(bytes, out int taken);
                if (taken > 0)
                {
                    Took(source, taken);
                    moved += taken;
                }

                if (sent != IoStatus.Done)
                {
                    return sent == IoStatus.WouldBlock ? RelayStatus.Blocked : RelayStatus.DestinationFailed;
                }
            }

            if (inputComplete)
            {
                return RelayStatus.Complete;
            }

            if (moved >= BytesPerTurn)
            {
                return RelayStatus.Yield;
            }

            if (source.InputLength > 0)
            {
                continue;
            }

            if (framing == BodyFraming.Length && piped.TryBegin(remaining))
            {
                source.ReleaseInputIfEmpty();
                return PumpPiped(source, destination);
            }

            if (FillPlain(source) is var filled && filled != RelayStatus.Complete)
            {
                return filled;
            }
        }
    }

    private RelayStatus PumpPiped(SocketStream source, SocketStream destination)
    {
        RelayStatus status = piped.Pump(source, destination, BytesPerTurn);
        BodyBytes += remaining - piped.Remaining;
        remaining = piped.Remaining;
        inputComplete = remaining == 0;
        return status;
    }

    /// <summary>Receives once; Complete stands for "go on".</summary>
    private RelayStatus FillPlain(SocketStream source)
    {
        if (!source.CanReceive)
        {
            return RelayStatus.NeedInput;
        }

        if (remaining > LargeBodyBytes)
        {
            source.UseLargeInput();
        }

        RelayStatus status = Receive(source);
        if (status == RelayStatus.SourceEnded && framing == BodyFraming.UntilClose)
        {
            inputComplete = true;
            remaining = 0;
            return RelayStatus.Complete;
        }

        return status;
    }

    private static RelayStatus Receive(SocketStream source) => source.Fill() switch
    {
        IoStatus.Done => RelayStatus.Complete,
        IoStatus.WouldBlock => RelayStatus.NeedInput,
        IoStatus.EndOfStream => RelayStatus.SourceEnded,
        IoStatus.NoResources => RelayStatus.OutOfBuffers,
        _ => RelayStatus.SourceFailed,
    };

    private RelayStatus PumpFramed(SocketStream source, SocketStream destination)
    {
        long before = BodyBytes;
        for (;;)
        {
            if (destination.TryGetOutput() is not { } output)
            {
                return RelayStatus.OutOfBuffers;
            }

            FramedStep step = MoveFramed(source, output);
            if (step is FramedStep.Rejected or FramedStep.TooLarge)
            {
                return step == FramedStep.Rejected ? RelayStatus.Rejected : RelayStatus.TooLarge;
            }

            IoStatus sent = destination.Flush();
            if (sent != IoStatus.Done)
            {
                return sent == IoStatus.WouldBlock ? RelayStatus.Blocked : RelayStatus.DestinationFailed;
            }

            if (inputComplete)
            {
                return RelayStatus.Complete;
            }

            if (BodyBytes - before >= BytesPerTurn)
            {
                return RelayStatus.Yield;
            }

            if (step == FramedStep.NeedInput && FillFramed(source) is var filled && filled != RelayStatus.Complete)
            {
                return filled;
            }
        }
    }

    /// <summary>Receives once; at the end of a close-delimited body it writes the last chunk. Complete stands for "go on".</summary>
    private RelayStatus FillFramed(SocketStream source)
    {
        if (!source.CanReceive)
        {
            return RelayStatus.NeedInput;
        }

        RelayStatus status = Receive(source);
        if (status == RelayStatus.SourceEnded && framing == BodyFraming.UntilClose)
        {
            framing = BodyFraming.None;
            return RelayStatus.Complete;
        }

        return status;
    }

    /// <summary>Decodes and encodes from the source's input into the buffer until one of them runs out.</summary>
    private FramedStep MoveFramed(SocketStream source, IoBuffer destination)
    {
        while (!inputComplete)
        {
            if (framing == BodyFraming.None)
            {
                // A close-delimited body has ended: say so to a client that reads chunks.
                destination.TryAppend(ChunkWriter.LastChunk);
                inputComplete = true;
                break;
            }

            int offered = Math.Min(source.InputLength, destination.FreeLength - ChunkFramingBytes);
            if (offered <= 0)
            {
                return source.InputLength == 0 ? FramedStep.NeedInput : FramedStep.NeedRoom;
            }

            FramedStep step = framing == BodyFraming.Chunked ? MoveChunked(source, destination, offered) : MovePlain(source, destination, offered);
            if (step != FramedStep.Moved)
            {
                return step;
            }
        }

        return FramedStep.Complete;
    }

    private FramedStep MovePlain(SocketStream source, IoBuffer destination, int offered)
    {
        int take = (int)Math.Min(offered, remaining);
        WriteData(destination, source.Input!.Filled[..take]);
        Took(source, take);
        return FramedStep.Moved;
    }

    private FramedStep MoveChunked(SocketStream source, IoBuffer destination, int offered)
    {
        bool offeredAll = offered == source.InputLength;
        ReadOnlySpan<byte> input = source.Input!.Filled[..offered];
        ChunkStatus status = reader.Read(input, out int consumed, out Slice data);
        if (status == ChunkStatus.Rejected)
        {
            return FramedStep.Rejected;
        }

        if (status == ChunkStatus.Data)
        {
            BodyBytes += data.Length;
            WriteData(destination, data.Of(input));
        }
        else if (status == ChunkStatus.Complete)
        {
            inputComplete = true;
            WriteEnd(destination, input);
        }

        source.Input.Consume(consumed);
        if (maximumBytes > 0 && BodyBytes > maximumBytes)
        {
            return FramedStep.TooLarge;
        }

        if (status == ChunkStatus.NeedMore)
        {
            // A line cut by the destination's room, not by the source, continues once the destination is flushed.
            return offeredAll ? FramedStep.NeedInput : FramedStep.NeedRoom;
        }

        return FramedStep.Moved;
    }

    private void WriteData(IoBuffer destination, ReadOnlySpan<byte> data)
    {
        if (!chunkOutput)
        {
            destination.TryAppend(data);
            return;
        }

        destination.Commit(ChunkWriter.WriteHeader(destination.Free, data.Length));
        destination.TryAppend(data);
        destination.TryAppend(ChunkWriter.ChunkEnd);
    }

    private void WriteEnd(IoBuffer destination, ReadOnlySpan<byte> input)
    {
        if (!chunkOutput)
        {
            return;
        }

        destination.Commit(ChunkWriter.WriteLast(destination.Free, reader.Trailers, input));
    }

    private void Took(SocketStream source, int bytes)
    {
        source.Input!.Consume(bytes);
        BodyBytes += bytes;
        remaining -= bytes;
        inputComplete = framing == BodyFraming.Length && remaining == 0;
    }
}
