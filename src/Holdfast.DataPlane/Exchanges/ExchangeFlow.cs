using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Steps 5 to 7 of an exchange: the request to the server, the head of its answer, the bodies. Moves both messages as far as they go and
/// says how that ended; what follows from it is decided in <see cref="Exchange"/>. Worker thread only. Next: <see cref="RequestUpload"/>,
/// <see cref="ServerAnswer"/>, <see cref="ClientAnswer"/>, <see cref="BodyRelay"/>.
/// </summary>
internal sealed class ExchangeFlow
{
    // Bodies that a server makes are over by then; what goes on longer waits for its client, or for events.
    public const long SlotAfterHeadNanoseconds = 2_000_000_000;

    private readonly Worker worker;
    private readonly RequestHead request;
    private readonly RequestRoute routing;
    private readonly ServerChoice choice;
    private readonly ServerAttempt attempt;
    private readonly ExchangeFacts facts;
    private readonly BodyRelay download;
    private readonly Tunnel tunnel;
    private ClientConnection client = null!;
    private RelayStatus lastDownload;

    public ExchangeFlow(Worker worker, RequestHead request, RequestRoute routing, ServerChoice choice, ServerAttempt attempt, ExchangeFacts facts)
    {
        this.worker = worker;
        this.request = request;
        this.routing = routing;
        this.choice = choice;
        this.attempt = attempt;
        this.facts = facts;
        Upload = new RequestUpload(worker);
        ServerAnswer = new ServerAnswer(worker.HeadLimits);
        download = new BodyRelay(worker.HeadLimits, worker.Pipes);
        tunnel = new Tunnel(Upload.Body, download);
    }

    /// <summary>What the exchange waits for.</summary>
    public ExchangeState State { get; set; }

    public RequestUpload Upload { get; }

    public ServerAnswer ServerAnswer { get; }

    public ClientAnswer ClientAnswer { get; } = new();

    public ExchangeDeadlines Deadlines { get; } = new();

    public void Reset(ClientConnection client)
    {
        this.client = client;
        ServerAnswer.Reset();
        ClientAnswer.Reset(request);
        State = ExchangeState.AwaitingRequestHead;
        lastDownload = RelayStatus.NeedInput;
    }

    /// <summary>Both messages are over, or nobody wants the rest of them.</summary>
    public void End()
    {
        facts.RequestBodyBytes = Upload.Body.BodyBytes;
        facts.ResponseBodyBytes = ClientAnswer.HasStarted ? download.BodyBytes : 0;
        Upload.Release();
        download.End();
        worker.Counters.TunnelsCurrent -= State == ExchangeState.Tunnelling ? 1 : 0;
        State = ExchangeState.Finished;
    }

    /// <summary>Each side is moved as far as it goes.</summary>
    public FlowEnd Advance()
    {
        switch (State)
        {
            case ExchangeState.AwaitingResponseHead:
            case ExchangeState.Relaying:
                FlowEnd sent = Upload.IsDone ? FlowEnd.Going : PumpRequest();
                return sent.Kind == FlowEndKind.Going ? PumpResponse() : sent;
            case ExchangeState.Tunnelling:
                return PumpTunnel();
            default:
                return FlowEnd.Going;
        }
    }

    public Overdue CheckDeadlines(long nowNanoseconds)
    {
        if (State == ExchangeState.Relaying)
        {
            ReleaseLongHeldSlot();
        }

        return Deadlines.Check(client, attempt.Connection?.Stream, nowNanoseconds, State, Upload, lastDownload, worker.Snapshot.Timeouts);
    }

    // 5 send --------------------------------------------------------------------------------------------------------------------

    public FlowEnd Send()
    {
        if (DispatchRule.IsTooLate(worker.Now(), Deadlines.Total))
        {
            // The connection was there at last, and the timer that would have said so has not fired yet.
            return new FlowEnd(FlowEndKind.RequestFailed, Deadlines.OutcomeWhenOver);
        }

        State = ExchangeState.AwaitingResponseHead;
        ServerAnswer.Head.Reset();
        attempt.NoteSend(Upload.Body.InputComplete, facts.Counters, Deadlines.Total);
        facts.SentNanoseconds = worker.Now();
        if (Upload.Body.InputComplete)
        {
            Deadlines.SetStep(client, facts.SentNanoseconds, worker.Snapshot.Timeouts.FirstByte);
        }
        else
        {
            Deadlines.BeginWindow(client, attempt.Stream, facts.SentNanoseconds, worker.Snapshot.Timeouts, grace: true);
        }

        return PumpRequest();
    }

    private FlowEnd PumpRequest()
    {
        bool hadBody = !Upload.Body.IsPassedOn;
        RelayStatus status = Upload.Pump(client.Stream, attempt.Stream);
        client.Stream.ReleaseInputIfEmpty();
        switch (status)
        {
            case RelayStatus.Complete when hadBody:
                attempt.NoteSent();
                Deadlines.SetStep(client, worker.Now(), worker.Snapshot.Timeouts.FirstByte);
                return FlowEnd.Going;
            case RelayStatus.Complete or RelayStatus.NeedInput or RelayStatus.Blocked:
                return FlowEnd.Going;
            case RelayStatus.Yield:
                worker.Defer(client);
                return FlowEnd.Going;
            case RelayStatus.DestinationFailed:
                return RequestSendFailed();
            default:
                return new FlowEnd(FlowEndKind.RequestFailed, RequestUpload.OutcomeOf(status));
        }
    }

    /// <summary>
    /// The server does not take the request. It may have answered already (a refusal of a large body, say), so look for an answer first.
    /// </summary>
    private FlowEnd RequestSendFailed()
    {
        if (Upload.IsUnsent && !ClientAnswer.HasStarted)
        {
            return new FlowEnd(FlowEndKind.Unsent, RequestOutcome.ServerClosed);
        }

        Upload.GiveUp();
        attempt.Stream.ExpectInput();
        return PumpResponse();
    }

    // 6 receive head, 7 relay ---------------------------------------------------------------------------------------------------

    private FlowEnd PumpResponse()
    {
        if (State == ExchangeState.AwaitingResponseHead)
        {
            FlowEnd received = ReceiveHead();
            if (received.Kind != FlowEndKind.Going)
            {
                return received;
            }
        }

        return State switch
        {
            ExchangeState.Relaying => PumpBody(),
            ExchangeState.Tunnelling => PumpTunnel(),
            _ => FlowEnd.Going,
        };
    }

    private FlowEnd ReceiveHead() => ServerAnswer.Receive(attempt.Stream, client.Stream, request) switch
    {
        HeadProgress.Waiting => FlowEnd.Going,
        HeadProgress.Arrived => BeginAnswer(),
        HeadProgress.ClientClosed => new FlowEnd(FlowEndKind.RequestFailed, RequestOutcome.ClientClosed),
        HeadProgress.ServerClosed => ServerFailed(RequestOutcome.ServerClosed),
        HeadProgress.OutOfBuffers => ServerFailed(RequestOutcome.OutOfBuffers),
        _ => ServerFailed(RequestOutcome.BadResponse),
    };

    private static FlowEnd ServerFailed(RequestOutcome outcome) => new(FlowEndKind.ServerFailed, outcome);

    /// <summary>The final head is here: the request needs no repeating any more, the client gets its head.</summary>
    private FlowEnd BeginAnswer()
    {
        SocketStream source = attempt.Stream;
        ResponseHead head = ServerAnswer.Head;
        facts.FirstByteNanoseconds = worker.Now();
        facts.StatusCode = head.StatusCode;
        attempt.NoteAnswer(head.StatusCode);
        VersionMark.Note(facts.Counters.Server, source.Input!.Filled, head.Fields);
        if (ServerAnswer.SwitchesUnasked(request))
        {
            return ServerFailed(RequestOutcome.BadResponse);
        }

        if (client.Stream.TryGetOutput() is not { } output)
        {
            return ServerFailed(RequestOutcome.OutOfBuffers);
        }

        // An answer before the whole request: what the client still sends would be taken for its next request, so the connection ends.
        ClientAnswer.KeepClientOnlyIf(Upload.IsDone && !Upload.HasFailed && !worker.IsDraining);
        Span<byte> cookie = stackalloc byte[CookieReader.MaximumSetCookieBytes];
        int cookieLength = choice.SetsCookie ? CookieReader.WriteSetCookie(cookie, routing.Pool!.Snapshot, attempt.Server!) : 0;
        if (!ClientAnswer.TryCompose(output, source.Input!.Filled, head, routing.Route!.ResponseHeaders, cookie[..cookieLength]))
        {
            return ServerFailed(RequestOutcome.BadResponse);
        }

        source.Input.Consume(head.Length);
        if (Upload.IsDone)
        {
            Upload.Release();
        }

        if (head.StatusCode == 101)
        {
            BeginTunnel();
            return FlowEnd.Going;
        }

        download.Begin(head.Framing, head.ContentLength, ClientAnswer.Framing == BodyFraming.Chunked, maximumBytes: 0);
        State = ExchangeState.Relaying;
        Deadlines.BeginWindow(client, source, facts.FirstByteNanoseconds, worker.Snapshot.Timeouts, grace: true);
        return FlowEnd.Going;
    }

    private FlowEnd PumpBody()
    {
        lastDownload = download.Pump(attempt.Stream, client.Stream);
        switch (lastDownload)
        {
            case RelayStatus.Complete:
                return new FlowEnd(FlowEndKind.Answered, RequestOutcome.Answered);
            case RelayStatus.NeedInput:
                attempt.Stream.ReleaseInputIfEmpty();
                ReleaseLongHeldSlot();
                return FlowEnd.Going;
            case RelayStatus.Blocked:
                ReleaseLongHeldSlot();
                return FlowEnd.Going;
            case RelayStatus.Yield:
                worker.Defer(client);
                return FlowEnd.Going;
            case RelayStatus.DestinationFailed:
                return new FlowEnd(FlowEndKind.Over, RequestOutcome.ClientClosed);
            default:
                return new FlowEnd(FlowEndKind.Over, RequestOutcome.ResponseTruncated);
        }
    }

    private void ReleaseLongHeldSlot()
    {
        if (worker.Now() - facts.FirstByteNanoseconds > SlotAfterHeadNanoseconds)
        {
            ReleaseSlot();
        }
    }

    private void ReleaseSlot()
    {
        attempt.Measure(facts, routing.Baseline, RequestOutcome.Answered, Deadlines.OfRoute);
        attempt.ReleaseSlot();
    }

    private void BeginTunnel()
    {
        // A session is not a request in flight: it lasts, and costs its server little while nobody types.
        ReleaseSlot();
        State = ExchangeState.Tunnelling;
        worker.Counters.TunnelsCurrent++;
        ExchangeRecorder.CountSession(facts.Counters);
        RequestAdmission.NoteSession(facts);
        Deadlines.ForgetTotal();
        tunnel.Begin(worker.Now());
    }

    private FlowEnd PumpTunnel()
    {
        RelayStatus status = tunnel.Pump(client.Stream, attempt.Stream, worker.Now());
        if (status == RelayStatus.Complete)
        {
            return new FlowEnd(FlowEndKind.Over, tunnel.WasCut ? RequestOutcome.SessionCut : RequestOutcome.Tunnelled);
        }

        if (status == RelayStatus.Yield)
        {
            worker.Defer(client);
        }

        Deadlines.SetStep(client, worker.Now(), worker.Snapshot.Timeouts.TunnelIdle);
        return FlowEnd.Going;
    }
}
