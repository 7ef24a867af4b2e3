using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// One connection of an <see cref="Origin"/>: request, service, answer, and again; or a session. It does not receive while a request is
/// in service, as a server with a thread for each connection, so it works on for clients that have long gone. Loop thread only. Its parts:
/// <see cref="OriginWire"/>, <see cref="RequestIntake"/>, <see cref="ReplySender"/>, <see cref="EchoSession"/>.
/// </summary>
internal sealed class OriginClient : IReadinessHandler
{
    private readonly Origin origin;
    private readonly OriginWire wire;
    private readonly ServiceJob job;
    private readonly CarriedBytes carried = new();
    private readonly RequestIntake intake;
    private readonly ReplySender sender;
    private EchoSession? session;
    private State state;
    private bool holdsSession;
    private bool timeIsUp;

    public OriginClient(Origin origin, SocketId connection)
    {
        this.origin = origin;
        wire = new OriginWire(origin, this, connection);
        intake = new RequestIntake(origin, wire, carried);
        sender = new ReplySender(wire);
        job = new ServiceJob(FinishService);
        if (origin.IsEcho)
        {
            BeginSession(new PlainEcho());
        }
    }

    private enum State
    {
        Reading,
        InService,
        Polling,
        Sending,
        InSession,
        Closed,
    }

    private OriginRequest Request => intake.Request;

    public void OnReady(SocketId socket, Readiness readiness)
    {
        wire.Note(readiness);
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
            State.Reading => Read(),
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
    public void Abort() => wire.End(reset: true);

    /// <summary>The time that was asked of the wire is over.</summary>
    public void OnTime()
    {
        timeIsUp = true;
        if (!origin.Life.IsFrozen)
        {
            Advance();
        }
    }

    public void OnClosed()
    {
        state = State.Closed;
        LeaveSession();
    }

    private bool Read() => intake.Read() switch
    {
        IntakeStep.GoesOn => true,
        IntakeStep.Whole => Begin(),
        IntakeStep.Malformed => Reply(ReplyKind.Malformed, close: true),
        _ => false,
    };

    private bool Begin()
    {
        switch (Request.Kind)
        {
            case RequestKind.Health:
                origin.Counts.HealthChecks++;
                return Reply(ReplyKind.Healthy, Request.Close);
            case RequestKind.LongPoll:
                EnterSession();
                state = State.Polling;
                wire.Wake(Request.PollDuration);
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
        job.Cost = Request.Cost;
        state = State.InService;
        return !origin.TryAdmit(job) && Reply(ReplyKind.QueueFull, Request.Close);
    }

    private void FinishService()
    {
        if (state == State.InService)
        {
            Reply(origin.Finish(wire.PeerGone), Request.Close);
            Advance();
        }
    }

    private bool Poll()
    {
        if (!timeIsUp)
        {
            return wire.PeerGone && wire.End(reset: false);
        }

        LeaveSession();
        return Reply(ReplyKind.SessionOver, Request.Close);
    }

    private bool BeginWebSocket()
    {
        ReadOnlySpan<byte> answer = WebSocketHandshake.AnswerTo(Request.WebSocketKey!);
        if (answer.IsEmpty)
        {
            return Reply(ReplyKind.Malformed, close: true);
        }

        BeginSession(new WebSocketEcho());
        wire.Send(answer);
        return state == State.InSession;
    }

    private void BeginSession(IEchoProtocol protocol)
    {
        session = new EchoSession(origin, wire, carried, protocol);
        state = State.InSession;
        EnterSession();
    }

    private bool Reply(ReplyKind kind, bool close)
    {
        sender.Begin(origin.Replies.Of(kind, close), Request.IsHead, close);
        state = State.Sending;
        return true;
    }

    private bool SendReply()
    {
        bool goesOn = sender.Send();
        if (!sender.IsWhole)
        {
            return goesOn;
        }

        state = State.Reading;
        return !sender.Closes || wire.End(reset: false);
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
