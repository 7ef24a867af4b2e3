using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// One connection of an <see cref="Origin"/>: request, service, answer, and again; or a session. It does not receive while a request is
/// in service, as a server with a thread for each connection, so it works on for clients that have long gone. Loop thread only.
/// </summary>
internal sealed class OriginClient : IReadinessHandler
{
    private readonly Origin origin;
    private readonly SocketId connection;
    private readonly ServiceJob job;
    private readonly OriginRequest request = new();
    private readonly CarriedBytes carried = new();
    private BodyCounter? body;
    private ActionTimer? timer;
    private EchoSession? session;
    private OriginReply? reply;
    private int sent;
    private int replyEnd;
    private bool closesAfterReply;
    private State state;
    private bool holdsSession;

    // What the kernel has told and we have not used: edge-triggered, it tells once.
    private bool mayReceive = true;
    private bool peerGone;
    private bool timeIsUp;

    public OriginClient(Origin origin, SocketId connection)
    {
        this.origin = origin;
        this.connection = connection;
        job = new ServiceJob(FinishService);
        if (origin.IsEcho)
        {
            BeginSession(new PlainEcho());
        }
    }

    private enum State
    {
        ReadingHead,
        ReadingBody,
        InService,
        Polling,
        Sending,
        InSession,
        Closed,
    }

    public bool PeerGone => peerGone;

    public void OnReady(SocketId socket, Readiness readiness)
    {
        mayReceive |= (readiness & Readiness.Readable) != 0;
        peerGone |= (readiness & (Readiness.PeerClosed | Readiness.Failed)) != 0;
        if (!origin.Life.IsFrozen)
        {
            Advance();
        }
    }

    /// <summary>Goes as far as it can; also when the origin comes back from a freeze and events were passed over.</summary>
    public void Advance()
    {
        while (state switch
        {
            State.ReadingHead => ReadHead(),
            State.ReadingBody => ReadBody(),
            State.Polling => Poll(),
            State.Sending => SendReply(),
            State.InSession => session!.Advance(timeIsUp),
            _ => false,
        })
        {
            timeIsUp = false;
        }
    }

    /// <summary>The origin dies.</summary>
    public void Abort() => End(reset: true);

    /// <summary>Receives once. False: nothing there, or the connection has ended.</summary>
    public bool TryReceive(Span<byte> room, out int received)
    {
        received = 0;
        if (!mayReceive)
        {
            return peerGone && End(reset: false);
        }

        IoResult result = origin.Loop.Receive(connection, room);
        // Fewer than there was room for: the kernel has no more, a further call would only say so.
        mayReceive = result.IsDone && result.Bytes == room.Length;
        received = result.IsDone ? result.Bytes : 0;
        return result.IsDone || (result.Status != IoStatus.WouldBlock && End(reset: false));
    }

    /// <summary>Sends what the kernel takes; -1 when the connection has ended.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        IoResult result = origin.Loop.Send(connection, bytes);
        if (result.IsDone)
        {
            return result.Bytes;
        }

        return result.Status == IoStatus.WouldBlock || End(reset: false) ? 0 : -1;
    }

    /// <summary>The timer of this connection: <see cref="Advance"/> is called when it is due.</summary>
    public void Wake(TimeSpan delay)
    {
        timer ??= new ActionTimer(OnTime);
        origin.Schedule(timer, delay);
    }

    /// <summary>Always false: nothing can be done with the connection any more.</summary>
    public bool End(bool reset)
    {
        if (state == State.Closed)
        {
            return false;
        }

        state = State.Closed;
        origin.Forget(this, timer, connection, reset);
        LeaveSession();
        return false;
    }

    private bool ReadHead()
    {
        Span<byte> scratch = origin.Scratch;
        int length = carried.TakeInto(scratch);
        ParseStatus status = length > 0 ? Parse(scratch[..length]) : ParseStatus.NeedMore;
        if (status == ParseStatus.NeedMore)
        {
            if (!TryReceive(scratch[length..], out int received))
            {
                carried.Keep(scratch[..length]);
                return false;
            }

            length += received;
            status = Parse(scratch[..length]);
        }

        return Understand(status, scratch[..length]);
    }

    private ParseStatus Parse(ReadOnlySpan<byte> bytes)
    {
        origin.Head.Reset();
        return RequestParser.Parse(bytes, origin.Head, HeadLimits.Default);
    }

    private bool Understand(ParseStatus status, ReadOnlySpan<byte> bytes)
    {
        RequestHead head = origin.Head;
        switch (status)
        {
            case ParseStatus.NeedMore:
                carried.Keep(bytes);
                return true;
            case ParseStatus.Rejected:
                return Reply(ReplyKind.Malformed, close: true);
            default:
                request.Understand(head, bytes, origin.Poison);
                carried.Keep(bytes[head.Length..]);
                return head.Framing == BodyFraming.None ? Begin() : BeginBody(head);
        }
    }

    private bool BeginBody(RequestHead head)
    {
        body ??= new BodyCounter(HeadLimits.Default);
        body.Begin(head.Framing, head.ContentLength);
        state = State.ReadingBody;
        // 25 bytes into an empty send buffer: the kernel takes them whole.
        return !head.ExpectContinue || body.IsComplete || Send("HTTP/1.1 100 Continue\r\n\r\n"u8) >= 0;
    }

    private bool ReadBody()
    {
        Span<byte> scratch = origin.Scratch;
        int length = carried.TakeInto(scratch);
        int taken = length > 0 ? body!.Take(scratch[..length]) : 0;
        if (!body!.IsComplete && !body.IsBroken)
        {
            bool received = TryReceive(scratch[length..], out int more);
            carried.Keep(scratch[taken..(length + more)]);
            return received;
        }

        carried.Keep(scratch[taken..length]);
        return body.IsBroken ? End(reset: true) : Begin();
    }

    private bool Begin()
    {
        switch (request.Kind)
        {
            case RequestKind.Health:
                origin.Counts.HealthChecks++;
                return Reply(ReplyKind.Healthy, request.Close);
            case RequestKind.LongPoll:
                EnterSession();
                state = State.Polling;
                Wake(request.PollDuration);
                return true;
            case RequestKind.WebSocket:
                return BeginWebSocket();
            case RequestKind.Poison:
                origin.Life.Kill("poison");
                state = State.InService;
                return false;
            default:
                return BeginService();
        }
    }

    private bool BeginService()
    {
        job.Cost = request.Cost;
        state = State.InService;
        return !origin.TryAdmit(job) && Reply(ReplyKind.QueueFull, request.Close);
    }

    private void FinishService()
    {
        if (state == State.InService)
        {
            Reply(origin.Finish(peerGone), request.Close);
            Advance();
        }
    }

    private bool Poll()
    {
        if (!timeIsUp)
        {
            return peerGone && End(reset: false);
        }

        LeaveSession();
        return Reply(ReplyKind.SessionOver, request.Close);
    }

    private bool BeginWebSocket()
    {
        ReadOnlySpan<byte> answer = WebSocketHandshake.AnswerTo(request.WebSocketKey!);
        if (answer.IsEmpty)
        {
            return Reply(ReplyKind.Malformed, close: true);
        }

        BeginSession(new WebSocketEcho());
        Send(answer);
        return state == State.InSession;
    }

    private void BeginSession(IEchoProtocol protocol)
    {
        session = new EchoSession(origin, this, carried, protocol);
        state = State.InSession;
        EnterSession();
    }

    private bool Reply(ReplyKind kind, bool close)
    {
        reply = origin.Replies.Of(kind, close);
        replyEnd = request.IsHead ? reply.HeadBytes : reply.Bytes.Length;
        sent = 0;
        closesAfterReply = close;
        state = State.Sending;
        return true;
    }

    private bool SendReply()
    {
        int count = Send(reply!.Bytes.AsSpan(sent, replyEnd - sent));
        sent += Math.Max(0, count);
        if (count <= 0 || sent < replyEnd)
        {
            return count > 0;
        }

        reply = null;
        if (closesAfterReply)
        {
            return End(reset: false);
        }

        state = State.ReadingHead;
        return true;
    }

    private void OnTime()
    {
        timeIsUp = true;
        if (!origin.Life.IsFrozen)
        {
            Advance();
        }
    }

    private void EnterSession()
    {
        holdsSession = true;
        origin.EnterSession();
    }

    private void LeaveSession()
    {
        if (holdsSession)
        {
            holdsSession = false;
            origin.LeaveSession();
        }
    }
}
