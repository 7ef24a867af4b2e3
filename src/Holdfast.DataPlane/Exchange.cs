using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// One request and its response: the story of the data plane in nine steps.
/// <code>
/// 1 admit -> 2 route -> 3 pick -> 4 connect -> 5 send -> 6 receive head -> 7 relay -> 9 record
///                         ^______________ 8 retry? ________|
/// </code>
/// The request's body (part of 5) and the answer (6, 7) may flow at the same time. Reused for the next request. Worker thread only.
/// Next on the path: <see cref="RouteTable"/>, a balancer, <see cref="UpstreamPool"/>, <see cref="BodyRelay"/>.
/// </summary>
internal sealed class Exchange
{
    // The first attempt and two more: with one dead server of two or more, the second attempt finds a living one.
    private const int AttemptsMaximum = 3;

    // 100, 103 and a few 102; a server that sends more is not answering.
    private const int InterimMaximum = 16;

    private readonly Worker worker;
    private readonly ResponseHead response;
    private readonly RequestUpload upload;
    private readonly BodyRelay download;
    private readonly Tunnel tunnel;
    private readonly ServerChoice choice = new();
    private readonly ExchangeDeadlines deadlines = new();

    // Set by Reset for each request.
    private ClientConnection client = null!;
    private RouteSnapshot? route;
    private PoolState? pool;
    private ServerState? server;
    private UpstreamConnection? upstream;
    private ExchangeState state;
    private ExchangeCounters counters;

    private bool headConsumed;
    private int attempts;
    private int interims;
    private bool answerStarted;
    private bool keepClient;
    private bool expectsNoBody;
    private int statusCode;
    private RelayStatus lastDownload;
    private ulong requestId;
    private long sentNanoseconds;
    private long firstByteNanoseconds;

    public Exchange(Worker worker)
    {
        this.worker = worker;
        Request = new RequestHead(worker.HeadLimits);
        response = new ResponseHead(worker.HeadLimits);
        upload = new RequestUpload(worker);
        download = new BodyRelay(worker.HeadLimits, worker.Pipes);
        tunnel = new Tunnel(upload.Body, download);
    }

    public RequestHead Request { get; }

    /// <summary>Begun and not finished: events of the client belong to it.</summary>
    public bool IsActive => state is not (ExchangeState.AwaitingRequestHead or ExchangeState.Finished);

    public long StartedNanoseconds { get; private set; }

    public void Reset(ClientConnection client)
    {
        this.client = client;
        Request.Reset();
        Texts.Clear();
        requestId = 0;
        state = ExchangeState.AwaitingRequestHead;
        route = null;
        pool = null;
        counters = default;
        server = null;
        attempts = interims = statusCode = 0;
        headConsumed = answerStarted = keepClient = expectsNoBody = false;
        lastDownload = RelayStatus.NeedInput;
        sentNanoseconds = firstByteNanoseconds = 0;
        StartedNanoseconds = worker.Now();
    }

    /// <summary>The head is complete. Runs as far as it can without waiting.</summary>
    public void Begin()
    {
        state = ExchangeState.AwaitingConnect;
        if (worker.Recorder.LogsRequests)
        {
            Texts.Keep(client.Stream.Input!.Filled, Request);
        }

        expectsNoBody = Request.Method == HttpMethod.Head;
        upload.Begin(Request.Framing, Request.ContentLength, maximumBytes: 0);
        if (Admit() && Route() && Compose())
        {
            Attempt();
        }
    }

    // 1 admit -------------------------------------------------------------------------------------------------------------------

    private bool Admit()
    {
        keepClient = Request.KeepAlive && !worker.IsDraining;
        if (PathSafety.HasDotSegments(Request.Path.Of(client.Stream.Input!.Filled)))
        {
            return AnswerLocally(RequestOutcome.UnsafePath);
        }

        return true;
    }

    // 2 route -------------------------------------------------------------------------------------------------------------------

    private bool Route()
    {
        RoutingSnapshot snapshot = worker.Snapshot;
        ReadOnlySpan<byte> input = client.Stream.Input!.Filled;
        ReadOnlySpan<byte> path = Request.Path.IsEmpty ? "/"u8 : Request.Path.Of(input);
        int index = snapshot.Table.Match(Request.Host.Of(input), path, Request.MethodToken.Of(input), input, Request.Fields);
        if (index < 0)
        {
            return AnswerLocally(RequestOutcome.NoRoute);
        }

        route = snapshot.Routes[index];
        pool = worker.Pools[route.PoolIndex];
        worker.Recorder.Begin(ref counters, route);
        deadlines.Begin(StartedNanoseconds + route.TotalNanoseconds);
        if (route.MaximumBodyBytes > 0 && Request.ContentLength > route.MaximumBodyBytes)
        {
            return AnswerLocally(RequestOutcome.BodyTooLarge);
        }

        return true;
    }

    /// <summary>Reads from the head what is needed later and writes the request as servers get it; then the head's bytes are done with.</summary>
    private bool Compose()
    {
        SocketStream source = client.Stream;
        ReadOnlySpan<byte> input = source.Input!.Filled;
        requestId = worker.Random.NextUInt64();
        upload.Begin(Request.Framing, Request.ContentLength, route!.MaximumBodyBytes);
        ClientFacts facts = new() { AddressText = client.AddressText, IsTrusted = client.IsTrusted, RequestId = requestId };
        if (!upload.PrepareHead(input, Request, route, facts))
        {
            return AnswerLocally(RequestOutcome.OutOfBuffers);
        }

        choice.Prepare(pool!, input, Request, client);
        ConsumeHead();
        if (!upload.PrepareBody(source))
        {
            return AnswerLocally(upload.Body.Rejection == RejectionReason.None ? RequestOutcome.BodyTooLarge : RequestOutcome.BadRequest);
        }

        source.ReleaseInputIfEmpty();
        return true;
    }

    private void ConsumeHead()
    {
        client.Stream.Input!.Consume(Request.Length);
        headConsumed = true;
    }

    // 3 pick --------------------------------------------------------------------------------------------------------------------

    private bool Pick(ServerState? avoid)
    {
        server = choice.Pick(avoid, worker.Now());
        return server is not null;
    }

    // 4 connect -----------------------------------------------------------------------------------------------------------------

    private void Attempt(ServerState? avoid = null, bool fresh = false, RequestOutcome failure = RequestOutcome.NoServer)
    {
        attempts++;
        if (!Pick(avoid))
        {
            AnswerLocally(failure);
            return;
        }

        server!.Enter();
        worker.Recorder.BeginAttempt(ref counters, server);
        UpstreamPool connections = pool!.Connections[server];
        upstream = (fresh ? null : connections.TryTakeIdle()) ?? worker.RentUpstream(connections);
        upstream.Exchange = this;
        upload.Rewind();
        if (upstream.IsReused)
        {
            ExchangeRecorder.CountReuse(counters);
            Send();
            return;
        }

        Connect();
    }

    private void Connect()
    {
        state = ExchangeState.AwaitingConnect;
        IoStatus status = worker.Connect(upstream!, server!);
        if (status == IoStatus.Done)
        {
            Connected();
        }
        else if (status == IoStatus.InProgress)
        {
            deadlines.SetStep(client, worker.Now(), worker.Snapshot.Timeouts.Connect);
        }
        else
        {
            ConnectFailed(status);
        }
    }

    private void Connected()
    {
        ExchangeRecorder.CountConnect(counters);
        Send();
    }

    private void ConnectFailed(IoStatus status)
    {
        worker.OnConnectFailed(pool!, server!, status);
        RetryOrAnswer(RequestOutcome.ConnectFailed, nothingSent: true);
    }

    // 5 send --------------------------------------------------------------------------------------------------------------------

    private void Send()
    {
        state = ExchangeState.AwaitingResponseHead;
        response.Reset();
        sentNanoseconds = worker.Now();
        if (upload.Body.InputComplete)
        {
            deadlines.SetStep(client, sentNanoseconds, worker.Snapshot.Timeouts.FirstByte);
        }
        else
        {
            deadlines.BeginWindow(client, sentNanoseconds, grace: true);
        }

        PumpRequest();
    }

    private void PumpRequest()
    {
        bool hadBody = !upload.Body.IsPassedOn;
        RelayStatus status = upload.Pump(client.Stream, upstream!.Stream);
        client.Stream.ReleaseInputIfEmpty();
        switch (status)
        {
            case RelayStatus.Complete when hadBody:
                deadlines.SetStep(client, worker.Now(), worker.Snapshot.Timeouts.FirstByte);
                break;
            case RelayStatus.Complete or RelayStatus.NeedInput or RelayStatus.Blocked:
                break;
            case RelayStatus.Yield:
                worker.Defer(client);
                break;
            case RelayStatus.DestinationFailed:
                RequestSendFailed();
                break;
            default:
                FailRequest(OutcomeOf(status));
                break;
        }
    }

    private static RequestOutcome OutcomeOf(RelayStatus status) => status switch
    {
        RelayStatus.Rejected => RequestOutcome.BadRequest,
        RelayStatus.TooLarge => RequestOutcome.BodyTooLarge,
        RelayStatus.OutOfBuffers => RequestOutcome.OutOfBuffers,
        _ => RequestOutcome.ClientClosed,
    };

    /// <summary>
    /// The server does not take the request. It may have answered already (a refusal of a large body, say), so look for an answer first.
    /// </summary>
    private void RequestSendFailed()
    {
        if (upload.IsUnsent && !answerStarted)
        {
            RetryOrAnswer(RequestOutcome.ServerClosed, nothingSent: true);
            return;
        }

        upload.GiveUp();
        upstream!.Stream.ExpectInput();
        PumpResponse();
    }

    // 6 receive head ------------------------------------------------------------------------------------------------------------

    private bool ReceiveHead()
    {
        SocketStream source = upstream!.Stream;
        for (;;)
        {
            if (!source.CanReceive)
            {
                return false;
            }

            IoStatus status = source.Fill();
            if (status == IoStatus.WouldBlock)
            {
                return false;
            }

            if (status != IoStatus.Done)
            {
                ServerFailed(status == IoStatus.NoResources ? RequestOutcome.BadResponse : RequestOutcome.ServerClosed);
                return false;
            }

            while (source.InputLength > 0)
            {
                ParseStatus parsed = ResponseParser.Parse(source.Input!.Filled, response, Request.Method, worker.HeadLimits);
                if (parsed == ParseStatus.NeedMore)
                {
                    break;
                }

                if (parsed == ParseStatus.Rejected)
                {
                    ServerFailed(RequestOutcome.BadResponse);
                    return false;
                }

                if (!response.IsInterim)
                {
                    return BeginAnswer(source);
                }

                if (!PassInterim(source))
                {
                    return false;
                }
            }
        }
    }

    private bool PassInterim(SocketStream source)
    {
        if (++interims > InterimMaximum || client.Stream.TryGetOutput() is not { } output)
        {
            ServerFailed(RequestOutcome.BadResponse);
            return false;
        }

        // A client of HTTP/1.0 does not know interim answers (RFC 9110 section 15.2).
        if (Request.Version == HttpVersion.Http11)
        {
            HeadWriter writer = new(output.Free);
            ResponseHeadComposer.ComposeInterim(ref writer, source.Input!.Filled, response);
            if (writer.Overflowed)
            {
                ServerFailed(RequestOutcome.BadResponse);
                return false;
            }

            output.Commit(writer.Written);
        }

        source.Input!.Consume(response.Length);
        source.ReleaseInputIfEmpty();
        response.Reset();
        if (client.Stream.Flush() is not (IoStatus.Done or IoStatus.WouldBlock))
        {
            FailRequest(RequestOutcome.ClientClosed);
            return false;
        }

        return true;
    }

    /// <summary>The final head is here: the request needs no repeating any more, the client gets its head.</summary>
    private bool BeginAnswer(SocketStream source)
    {
        firstByteNanoseconds = worker.Now();
        statusCode = response.StatusCode;
        if (statusCode == 101 && !(response.SwitchesToWebSocket && Request.UpgradeToWebSocket))
        {
            ServerFailed(RequestOutcome.BadResponse);
            return false;
        }

        // An answer before the whole request: what the client still sends would be taken for its next request, so the connection ends.
        keepClient &= upload.IsDone && !upload.HasFailed && !worker.IsDraining;
        BodyFraming framing = ClientFraming();
        if (client.Stream.TryGetOutput() is not { } output)
        {
            ServerFailed(RequestOutcome.OutOfBuffers);
            return false;
        }

        HeadWriter writer = new(output.Free);
        Span<byte> cookie = stackalloc byte[CookieReader.MaximumSetCookieBytes];
        int cookieLength = choice.SetsCookie ? CookieReader.WriteSetCookie(cookie, pool!.Snapshot, server!) : 0;
        ResponseHeadComposer.Compose(ref writer, source.Input!.Filled, response, framing, route!.ResponseHeaders, ConnectionLine(), cookie[..cookieLength]);
        if (writer.Overflowed)
        {
            ServerFailed(RequestOutcome.BadResponse);
            return false;
        }

        output.Commit(writer.Written);
        answerStarted = true;
        source.Input.Consume(response.Length);
        if (upload.IsDone)
        {
            upload.Release();
        }

        if (statusCode == 101)
        {
            BeginTunnel();
            return true;
        }

        download.Begin(response.Framing, response.ContentLength, framing == BodyFraming.Chunked, maximumBytes: 0);
        state = ExchangeState.Relaying;
        deadlines.BeginWindow(client, firstByteNanoseconds, grace: true);
        return true;
    }

    private BodyFraming ClientFraming()
    {
        bool needsChunks = response.Framing is BodyFraming.Chunked or BodyFraming.UntilClose;
        if (!needsChunks)
        {
            return response.Framing;
        }

        if (Request.Version == HttpVersion.Http11)
        {
            return BodyFraming.Chunked;
        }

        keepClient = false;
        return BodyFraming.UntilClose;
    }

    private ReadOnlySpan<byte> ConnectionLine()
    {
        if (statusCode == 101)
        {
            return "Connection: upgrade\r\nUpgrade: websocket\r\n"u8;
        }

        if (!keepClient)
        {
            return "Connection: close\r\n"u8;
        }

        return Request.Version == HttpVersion.Http10 ? "Connection: keep-alive\r\n"u8 : default;
    }

    // 7 relay -------------------------------------------------------------------------------------------------------------------

    private void PumpResponse()
    {
        if (state == ExchangeState.AwaitingResponseHead && !ReceiveHead())
        {
            return;
        }

        if (state == ExchangeState.Relaying)
        {
            lastDownload = download.Pump(upstream!.Stream, client.Stream);
            OnResponseRelayed(lastDownload);
        }
        else if (state == ExchangeState.Tunnelling)
        {
            PumpTunnel();
        }
    }

    private void OnResponseRelayed(RelayStatus status)
    {
        switch (status)
        {
            case RelayStatus.Complete:
                FinishAnswered();
                break;
            case RelayStatus.NeedInput:
                upstream!.Stream.ReleaseInputIfEmpty();
                break;
            case RelayStatus.Blocked:
                break;
            case RelayStatus.Yield:
                worker.Defer(client);
                break;
            case RelayStatus.DestinationFailed:
                Finish(RequestOutcome.ClientClosed);
                break;
            default:
                Finish(RequestOutcome.ResponseTruncated);
                break;
        }
    }

    private void BeginTunnel()
    {
        state = ExchangeState.Tunnelling;
        worker.Counters.TunnelsCurrent++;
        deadlines.ForgetTotal();
        tunnel.Begin();
    }

    private void PumpTunnel()
    {
        RelayStatus status = tunnel.Pump(client.Stream, upstream!.Stream);
        if (status == RelayStatus.Complete)
        {
            Finish(RequestOutcome.Tunnelled);
            return;
        }

        if (status == RelayStatus.Yield)
        {
            worker.Defer(client);
        }

        deadlines.SetStep(client, worker.Now(), worker.Snapshot.Timeouts.TunnelIdle);
    }

    // 8 retry? ------------------------------------------------------------------------------------------------------------------

    private void ServerFailed(RequestOutcome outcome)
    {
        worker.OnExchangeFailed(server!);
        RetryOrAnswer(outcome, nothingSent: false);
    }

    /// <summary>
    /// Another attempt is allowed when the server cannot have acted on the request (nothing was sent), or when it may be repeated and the
    /// connection was a reused one that the server closed at the same moment: then exactly once, on a fresh one (RFC 9110 section 9.2.2,
    /// RFC 9112 section 9.3.1).
    /// </summary>
    private void RetryOrAnswer(RequestOutcome outcome, bool nothingSent)
    {
        bool wasReused = upstream!.IsReused;
        ServerState failed = server!;
        DropUpstream(reusable: false);
        bool unsent = nothingSent && upload.IsUnsent;
        bool closedWhileIdle = outcome == RequestOutcome.ServerClosed && wasReused && upload.IsRepeatable && IsIdempotent(Request.Method) && interims == 0;
        if (attempts < AttemptsMaximum && !answerStarted && (unsent || closedWhileIdle))
        {
            ExchangeRecorder.CountRetry(counters);
            Attempt(outcome == RequestOutcome.ServerClosed && attempts == 1 ? null : failed, fresh: true, failure: outcome);
            return;
        }

        if (answerStarted)
        {
            Finish(RequestOutcome.ResponseTruncated);
        }
        else
        {
            AnswerLocally(outcome);
        }
    }

    /// <summary>RFC 9110 section 9.2.2.</summary>
    private static bool IsIdempotent(HttpMethod method) =>
        method is HttpMethod.Get or HttpMethod.Head or HttpMethod.Put or HttpMethod.Delete or HttpMethod.Options or HttpMethod.Trace;

    // 9 record ------------------------------------------------------------------------------------------------------------------

    /// <summary>The whole answer is sent. The server's connection is kept if nothing on it is left open.</summary>
    private void FinishAnswered()
    {
        SocketStream stream = upstream!.Stream;
        bool reusable = response.KeepAlive && upload.IsDone && !upload.HasFailed && stream.InputLength == 0 && !stream.HasOutput && !stream.PeerClosed;
        keepClient &= upload.IsDone;
        FinishWith(RequestOutcome.Answered, reusable);
    }

    private void Finish(RequestOutcome outcome)
    {
        keepClient = false;
        FinishWith(outcome, reusable: false);
    }

    private void FinishWith(RequestOutcome outcome, bool reusable)
    {
        worker.Recorder.Record(this, counters, outcome);
        if (upstream is not null)
        {
            DropUpstream(reusable);
        }

        upload.Release();
        download.End();
        worker.Counters.TunnelsCurrent -= state == ExchangeState.Tunnelling ? 1 : 0;
        state = ExchangeState.Finished;
        bool abort = outcome is RequestOutcome.ResponseTruncated or RequestOutcome.ClientClosed or RequestOutcome.ClientTooSlow || (outcome == RequestOutcome.TotalTimeout && answerStarted);
        ClientConnection finished = client;
        if (abort)
        {
            finished.Close(abort: true);
        }

        finished.OnExchangeFinished(keepClient);
    }

    private void DropUpstream(bool reusable)
    {
        UpstreamConnection connection = upstream!;
        upstream = null;
        connection.Exchange = null;
        server!.Leave();
        ExchangeRecorder.EndAttempt(counters);
        if (reusable)
        {
            connection.Stream.ReleaseInputIfEmpty();
            connection.Pool!.Return(connection, worker.Now());
        }
        else
        {
            worker.CloseUpstream(connection);
        }
    }

    // Refusals ------------------------------------------------------------------------------------------------------------------

    /// <summary>The head is wrong or late.</summary>
    public void FailHead(RequestOutcome outcome)
    {
        keepClient = false;
        upload.Begin(BodyFraming.None, 0, maximumBytes: 0);
        AnswerLocally(outcome);
    }

    /// <summary>The client's side of a running exchange went wrong.</summary>
    private void FailRequest(RequestOutcome outcome)
    {
        if (answerStarted || OutcomeTable.Row(outcome).Status == 0)
        {
            Finish(answerStarted ? RequestOutcome.ClientClosed : outcome);
        }
        else
        {
            AnswerLocally(outcome);
        }
    }

    /// <summary>Answers with the outcome's status instead of a server. Always false: the exchange is finished.</summary>
    private bool AnswerLocally(RequestOutcome outcome)
    {
        OutcomeRow row = OutcomeTable.Row(outcome);
        statusCode = StatusOf(outcome, row);
        keepClient &= !row.Closes && upload.Body.InputComplete && Request.Version == HttpVersion.Http11;
        ReadOnlySpan<byte> answer = LocalAnswers.Of(statusCode, close: !keepClient, withoutBody: expectsNoBody);
        if (client.Stream.TryGetOutput()?.TryAppend(answer) != true)
        {
            Finish(RequestOutcome.ClientClosed);
            return false;
        }

        if (!headConsumed && state != ExchangeState.AwaitingRequestHead)
        {
            ConsumeHead();
        }

        client.Stream.Flush();
        keepClient &= !client.Stream.HasOutput;
        FinishWith(outcome, reusable: false);
        return false;
    }

    private int StatusOf(RequestOutcome outcome, OutcomeRow row)
    {
        if (outcome != RequestOutcome.BadRequest)
        {
            return row.Status;
        }

        RejectionReason reason = Request.Rejection != RejectionReason.None ? Request.Rejection : upload.Body.Rejection;
        return Rejections.Of(reason).RequestStatus;
    }

    // Events --------------------------------------------------------------------------------------------------------------------

    public void OnClientReady(Readiness readiness)
    {
        if ((readiness & Readiness.Failed) != 0 && state != ExchangeState.Tunnelling)
        {
            Finish(RequestOutcome.ClientClosed);
            return;
        }

        Advance();
    }

    public void OnUpstreamReady(Readiness readiness)
    {
        worker.NoteTime();
        if (state == ExchangeState.AwaitingConnect)
        {
            OnConnectReady();
            return;
        }

        Advance();
    }

    /// <summary>One switch over what is awaited; each side is moved as far as it goes.</summary>
    public void Advance()
    {
        switch (state)
        {
            case ExchangeState.AwaitingResponseHead:
            case ExchangeState.Relaying:
                UpstreamConnection attempted = upstream!;
                if (!upload.IsDone)
                {
                    PumpRequest();
                }

                // A failed send may have begun another attempt, or ended everything.
                if (upstream == attempted && state is ExchangeState.AwaitingResponseHead or ExchangeState.Relaying)
                {
                    PumpResponse();
                }

                break;
            case ExchangeState.Tunnelling:
                PumpTunnel();
                break;
        }
    }

    private void OnConnectReady()
    {
        IoStatus status = worker.FinishConnect(upstream!);
        if (status == IoStatus.Done)
        {
            Connected();
        }
        else if (status != IoStatus.InProgress)
        {
            ConnectFailed(status);
        }
    }

    // Deadlines -----------------------------------------------------------------------------------------------------------------

    public void OnDeadline(long nowNanoseconds)
    {
        if (deadlines.IsTotalOver(nowNanoseconds))
        {
            FailLate(RequestOutcome.TotalTimeout);
        }
        else if (!deadlines.IsStepOver(nowNanoseconds))
        {
            deadlines.Arm(client);
        }
        else if (state == ExchangeState.AwaitingConnect)
        {
            worker.OnConnectFailed(pool!, server!, IoStatus.TimedOut);
            RetryOrAnswer(RequestOutcome.ConnectTimeout, nothingSent: true);
        }
        else if (state == ExchangeState.Tunnelling)
        {
            Finish(RequestOutcome.Tunnelled);
        }
        else
        {
            OnWindowEnd(nowNanoseconds);
        }
    }

    private void OnWindowEnd(long nowNanoseconds)
    {
        if (state == ExchangeState.AwaitingResponseHead && upload.IsDone)
        {
            worker.OnExchangeFailed(server!);
            FailLate(RequestOutcome.FirstByteTimeout);
            return;
        }

        bool tooSlow = deadlines.WasTooSlow(client, worker.Snapshot.Timeouts.MinimumBodyBytesPerSecond);
        if (tooSlow && state == ExchangeState.Relaying && lastDownload == RelayStatus.Blocked)
        {
            Finish(RequestOutcome.ClientTooSlow);
        }
        else if (tooSlow && !upload.IsDone && upload.Last == RelayStatus.NeedInput)
        {
            FailRequest(RequestOutcome.BodyTooSlow);
        }
        else
        {
            deadlines.BeginWindow(client, nowNanoseconds, grace: false);
        }
    }

    private void FailLate(RequestOutcome outcome)
    {
        if (answerStarted)
        {
            Finish(outcome);
        }
        else
        {
            keepClient &= upload.IsDone;
            AnswerLocally(outcome);
        }
    }

    // For the recorder ----------------------------------------------------------------------------------------------------------

    public ClientConnection Client => client;

    public RequestTexts Texts { get; } = new();

    public ServerState? RecordedServer => server;

    public int StatusCode => statusCode;

    public int Attempts => attempts;

    public long RequestBodyBytes => upload.Body.BodyBytes;

    public long ResponseBodyBytes => answerStarted ? download.BodyBytes : 0;

    public long SentNanoseconds => sentNanoseconds;

    public long FirstByteNanoseconds => firstByteNanoseconds;

    public ulong RequestId => requestId;
}
