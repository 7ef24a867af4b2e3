using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 5 of an exchange: the request on its way to a server. Its head, and what of the body came with it, are kept as they are sent, so
/// that they can be sent again to another connection until the answer begins. Worker thread only. Next: <see cref="BodyRelay"/>.
/// </summary>
internal sealed class RequestUpload
{
    private readonly Worker worker;
    private IoBuffer? prepared;
    private bool isSmall;
    private int sentBytes;
    private bool movedBeyondPrepared;

    public RequestUpload(Worker worker)
    {
        this.worker = worker;
        Body = new BodyRelay(worker.HeadLimits, worker.Pipes);
    }

    public BodyRelay Body { get; }

    public ClientDeadline Deadline { get; } = new();

    /// <summary>All of it is sent, or the server takes no more of it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The server took only a part.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Why it stopped last.</summary>
    public RelayStatus Last { get; private set; }

    /// <summary>The head as servers get it, with what of the body came with it; empty before it is prepared.</summary>
    public ReadOnlySpan<byte> PreparedHead => prepared is null ? default : prepared.Filled;

    /// <summary>The whole request is still here and can be sent again.</summary>
    public bool IsRepeatable => prepared is not null && !movedBeyondPrepared && Body.InputComplete;

    /// <summary>
    /// Where the gateway answers instead of a server: bytes of the body that are still to come and may be thrown away, so that the client keeps its connection; -1 where
    /// it must be closed. A client that waits for "100 Continue" may send its body or not (RFC 9110 section 10.1.1), so nobody would know where the next request begins.
    /// </summary>
    public int RestToSkip(RequestHead request) => Body.InputComplete ? 0
        : Body.RestBytes is > 0 and <= UnwantedBody.MostBytes and var rest && !request.ExpectContinue ? (int)rest
        : -1;

    /// <summary>The server cannot have seen any of it, and nothing of it is lost.</summary>
    public bool IsUnsent => prepared is not null && sentBytes == 0 && !movedBeyondPrepared;

    /// <summary>Nothing is prepared yet; the framing is known, so that a refusal can tell whether a body is on its way.</summary>
    public void Begin(BodyFraming framing, long contentLength, long maximumBytes)
    {
        sentBytes = 0;
        IsDone = HasFailed = movedBeyondPrepared = false;
        Last = RelayStatus.NeedInput;
        Body.Begin(framing, contentLength, framing == BodyFraming.Chunked, maximumBytes);
    }

    /// <summary>Writes the head as servers get it. It is the same for every server. False when there is no room.</summary>
    public bool PrepareHead(ReadOnlySpan<byte> input, RequestHead head, RouteSnapshot route, in ClientFacts client)
    {
        prepared = worker.Buffers.TryRent();
        isSmall = false;
        if (prepared is null)
        {
            return false;
        }

        HeadWriter writer = new(prepared.Free);
        RequestHeadComposer.Compose(ref writer, input, head, route, worker.Snapshot.Forwarding, client);
        prepared.Commit(writer.Written);
        return !writer.Overflowed;
    }

    /// <summary>Takes what of the body is here already behind the head. False when it breaks a rule.</summary>
    public bool PrepareBody(SocketStream source) => Body.InputComplete || Body.TakeBuffered(source, prepared!);

    /// <summary>
    /// The request waits for a server now: where what is prepared is short it moves to a small buffer, so that a crowd of waiters costs a
    /// tenth of the memory. It is sent from there. Returns the bytes that are held.
    /// </summary>
    public int HoldSmall()
    {
        if (!isSmall && prepared is not null && prepared.Length <= Worker.SmallBufferBytes && worker.SmallBuffers.TryRent() is { } small)
        {
            small.TryAppend(prepared.Filled);
            worker.Buffers.Return(prepared);
            prepared = small;
            isSmall = true;
        }

        return prepared?.Capacity ?? 0;
    }

    /// <summary>From the beginning, to another connection.</summary>
    /// <param name="remainingNanoseconds">Time that is left to answer it.</param>
    public void Rewind(long remainingNanoseconds)
    {
        sentBytes = 0;
        IsDone = HasFailed = false;
        if (prepared is not null)
        {
            Deadline.Stamp(prepared.Filled, remainingNanoseconds);
        }
    }

    /// <summary>Sends what is prepared, then the rest of the body straight from the client.</summary>
    public RelayStatus Pump(SocketStream source, SocketStream destination)
    {
        Last = SendPrepared(destination);
        if (Last == RelayStatus.Complete && !(Body.IsPassedOn && !destination.HasOutput))
        {
            long before = Body.BodyBytes;
            Last = Body.Pump(source, destination);
            movedBeyondPrepared |= Body.BodyBytes != before;
        }

        IsDone = Last == RelayStatus.Complete;
        return Last;
    }

    /// <summary>What it means for the request that its body ended so.</summary>
    public static RequestOutcome OutcomeOf(RelayStatus status) => status switch
    {
        RelayStatus.Rejected => RequestOutcome.BadRequest,
        RelayStatus.TooLarge => RequestOutcome.BodyTooLarge,
        RelayStatus.OutOfBuffers => RequestOutcome.OutOfBuffers,
        _ => RequestOutcome.ClientClosed,
    };

    /// <summary>The server stopped reading; its answer may have come all the same.</summary>
    public void GiveUp() => IsDone = HasFailed = true;

    public void Release()
    {
        Body.End();
        if (prepared is not null)
        {
            (isSmall ? worker.SmallBuffers : worker.Buffers).Return(prepared);
            prepared = null;
        }
    }

    private RelayStatus SendPrepared(SocketStream destination)
    {
        if (prepared is null || sentBytes == prepared.Length)
        {
            return RelayStatus.Complete;
        }

        IoStatus sent = destination.SendDirect(prepared.Filled[sentBytes..], out int taken);
        sentBytes += taken;
        return sent switch
        {
            IoStatus.Done => RelayStatus.Complete,
            IoStatus.WouldBlock => RelayStatus.Blocked,
            _ => RelayStatus.DestinationFailed,
        };
    }
}
