using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// One request and its response: the story of the data plane in nine steps.
/// <code>
/// 1 admit -> 2 route -> 3 pick -> 4 connect -> 5 send -> 6 receive head -> 7 relay -> 9 record
///                         ^______________ 8 retry? ________|
/// </code>
/// Each step has a part of its own in Exchanges/ that knows how; here is what follows on what. The request's body (part of 5) and the
/// answer (6, 7) may flow at the same time. Reused for the next request. Worker thread only.
/// Next on the path: <see cref="RequestRoute"/>, a balancer, <see cref="UpstreamPool"/>, <see cref="BodyRelay"/>.
/// </summary>
internal sealed class Exchange
{
    private readonly Worker worker;
    private readonly RequestRoute routing;
    private readonly ServerChoice choice = new();
    private readonly RouteRates rates = new();
    private readonly SlotWait slotWait;
    private readonly ServerAttempt attempt;
    private readonly ExchangeFlow flow;
    private readonly RequestRetry retry;
    private readonly RequestUpload upload;
    private readonly ClientAnswer answer;
    private readonly Refusal refusal;
    private readonly ExchangeFacts facts;

    private ClientConnection client = null!;
    private bool headConsumed;

    // Set by each Attempt, for when a slot is granted later.
    private bool wantsFresh;
    private RequestOutcome failure;

    public Exchange(Worker worker)
    {
        this.worker = worker;
        Request = new RequestHead(worker.HeadLimits);
        facts = new ExchangeFacts(worker.Recorder.LogsRequests);
        routing = new RequestRoute(worker);
        slotWait = new SlotWait(worker);
        attempt = new ServerAttempt(worker);
        flow = new ExchangeFlow(worker, Request, routing, choice, attempt, facts);
        retry = new RequestRetry(Request, flow, attempt, facts);
        upload = flow.Upload;
        answer = flow.ClientAnswer;
        refusal = new Refusal(worker, Request, answer, upload, facts);
    }

    public RequestHead Request { get; }

    /// <summary>Begun and not finished: events of the client belong to it.</summary>
    public bool IsActive => flow.State is not (ExchangeState.AwaitingRequestHead or ExchangeState.Finished);

    public long StartedNanoseconds => facts.StartedNanoseconds;

    public void Reset(ClientConnection client)
    {
        this.client = client;
        Request.Reset();
        routing.Reset();
        attempt.Reset();
        retry.Reset();
        facts.Reset(client, worker.Now());
        flow.Reset(client);
        headConsumed = false;
    }

    /// <summary>The head is complete. Runs as far as it can without waiting.</summary>
    public void Begin()
    {
        flow.State = ExchangeState.AwaitingConnect;
        if (worker.Recorder.LogsRequests)
        {
            facts.Texts.Keep(client.Stream.Input!.Filled, Request);
        }

        answer.Begin(worker.IsDraining);
        upload.Begin(Request.Framing, Request.ContentLength, maximumBytes: 0);
        RequestOutcome outcome = Route();
        if (outcome == RequestOutcome.Answered)
        {
            outcome = Compose();
        }

        if (outcome == RequestOutcome.Answered)
        {
            Attempt();
        }
        else
        {
            AnswerLocally(outcome);
        }
    }

    // 1 admit, 2 route ----------------------------------------------------------------------------------------------------------

    private RequestOutcome Route()
    {
        RequestOutcome outcome = routing.Find(client.Stream.Input!.Filled, Request);
        if (outcome != RequestOutcome.Answered)
        {
            return outcome;
        }

        RouteSnapshot route = routing.Route!;
        RequestTerms.Read(facts, worker.Snapshot, client, Request, route, flow);
        worker.Recorder.Begin(facts, route, client.Stream.Input!.Filled, Request);
        outcome = rates.Judge(worker, routing.Pool!, route, client.Stream.Input!.Filled, Request, facts);
        if (outcome != RequestOutcome.Answered)
        {
            return outcome;
        }

        outcome = RequestAdmission.Judge(routing.Pool!, route, Request, facts, worker);
        bool tooLarge = route.MaximumBodyBytes > 0 && Request.ContentLength > route.MaximumBodyBytes;
        return tooLarge ? RequestOutcome.BodyTooLarge : outcome;
    }

    /// <summary>Reads from the head what is needed later and writes the request as servers get it; then the head's bytes are done with.</summary>
    private RequestOutcome Compose()
    {
        SocketStream source = client.Stream;
        ReadOnlySpan<byte> input = source.Input!.Filled;
        RouteSnapshot route = routing.Route!;
        facts.RequestId = worker.Random.NextUInt64();
        upload.Begin(Request.Framing, Request.ContentLength, route.MaximumBodyBytes);
        ClientFacts about = new() { AddressText = client.AddressText, IsTrusted = client.IsTrusted, RequestId = facts.RequestId, Deadline = upload.Deadline };
        if (!upload.PrepareHead(input, Request, route, about))
        {
            return RequestOutcome.OutOfBuffers;
        }

        choice.Prepare(routing.Pool!, routing.Bulkhead, input, Request, facts.ClientAddress);
        ConsumeHead();
        if (!upload.PrepareBody(source))
        {
            return upload.Body.Rejection == RejectionReason.None ? RequestOutcome.BodyTooLarge : RequestOutcome.BadRequest;
        }

        source.ReleaseInputIfEmpty();
        return RequestOutcome.Answered;
    }

    private void ConsumeHead()
    {
        client.Stream.Input!.Consume(Request.Length);
        headConsumed = true;
    }

    // 3 pick, 4 connect ---------------------------------------------------------------------------------------------------------

    private void Attempt(ServerState? avoid = null, bool fresh = false, RequestOutcome failure = RequestOutcome.NoServer)
    {
        attempt.CountOne();
        Pick(avoid, fresh, failure);
    }

    private void Pick(ServerState? avoid, bool fresh, RequestOutcome failure)
    {
        (wantsFresh, this.failure) = (fresh, failure);
        if (TryTakeSlot(avoid, out bool mayWait) is { } server)
        {
            Send(server);
        }
        else if (mayWait)
        {
            flow.State = ExchangeState.AwaitingServer;
            flow.Deadlines.ForgetStep(client);
            slotWait.Begin(this, facts, routing, choice.RequestFor(avoid, worker.Now()), flow.Deadlines.Total, upload.HoldSmall());
        }
        else
        {
            AnswerLocally(choice.SessionsAreFull ? RequestOutcome.ShedSessions : failure);
        }
    }

    /// <summary>A slot was granted, or the waiting has ended without one.</summary>
    public void OnWaitEnded(Waiter waiter)
    {
        slotWait.Ended(facts);
        if (waiter.End == WaitEnd.Granted)
        {
            Send(waiter.Server!);
        }
        else if (waiter.End == WaitEnd.NoServer && routing.TryFollowReload())
        {
            choice.MoveTo(routing.Pool!, routing.Bulkhead);
            // The same attempt: it was sent nowhere.
            Pick(waiter.Avoid, wantsFresh, failure);
        }
        else
        {
            AnswerLocally(slotWait.OutcomeOf(waiter, failure, routing.Baseline, facts));
        }
    }

    private void Send(ServerState server)
    {
        choice.NoteTaken();
        attempt.Begin(this, routing.Pool!.Snapshot.Gate, routing.Bulkhead, server, wantsFresh, choice.IsSession, ref facts.Counters);
        upload.Rewind(flow.Deadlines.Total - worker.Now());
        if (attempt.Connection!.IsReused)
        {
            Conclude(flow.Send());
            return;
        }

        flow.State = ExchangeState.AwaitingConnect;
        OnConnect(attempt.Connect());
        if (flow.State == ExchangeState.AwaitingConnect && attempt.Connection is not null)
        {
            flow.Deadlines.SetStep(client, worker.Now(), worker.Snapshot.Timeouts.Connect);
        }
    }

    private ServerState? TryTakeSlot(ServerState? avoid, out bool mayWait)
    {
        ServerState? server = choice.TryTakeSlot(avoid, worker.Now(), out mayWait);
        if (server is null && !mayWait && routing.TryFollowReload())
        {
            choice.MoveTo(routing.Pool!, routing.Bulkhead);
            server = choice.TryTakeSlot(avoid, worker.Now(), out mayWait);
        }

        return server;
    }

    /// <summary>The connection that was waited for is here, or cannot be had.</summary>
    public void OnConnected(IoStatus status)
    {
        worker.NoteTime();
        OnConnect(status);
    }

    private void OnConnect(IoStatus status)
    {
        if (status == IoStatus.Done)
        {
            attempt.NoteConnect(facts.Counters);
            Conclude(flow.Send());
        }
        else if (status != IoStatus.InProgress)
        {
            ConnectFailed(RequestOutcome.ConnectFailed, status);
        }
    }

    private void ConnectFailed(RequestOutcome outcome, IoStatus status)
    {
        worker.OnConnectFailed(routing.Pool!, attempt, status);
        RetryOrAnswer(outcome, nothingSent: true);
    }

    // 8 retry? ------------------------------------------------------------------------------------------------------------------

    /// <summary>What follows from how the messages' flow ended.</summary>
    private void Conclude(FlowEnd end)
    {
        switch (end.Kind)
        {
            case FlowEndKind.Answered:
                FinishAnswered();
                break;
            case FlowEndKind.Unsent:
                RetryOrAnswer(end.Outcome, nothingSent: true);
                break;
            case FlowEndKind.ServerFailed:
                worker.OnExchangeFailed(attempt.Server!);
                RetryOrAnswer(end.Outcome, nothingSent: false);
                break;
            case FlowEndKind.RequestFailed:
                FailRequest(end.Outcome);
                break;
            case FlowEndKind.Over:
                Finish(end.Outcome);
                break;
        }
    }

    private void RetryOrAnswer(RequestOutcome outcome, bool nothingSent)
    {
        retry.End();
        bool isOver = answer.HasStarted || RequestAdmission.ComesTooLate(routing.Pool!.Snapshot.Gate, routing.Baseline, facts, worker.Now());
        RetryKind kind = isOver ? RetryKind.None : retry.Choose(worker, routing.Pool!.Snapshot, routing.Bulkhead, outcome, nothingSent);
        ServerState failed = attempt.Server!;
        attempt.End(facts, routing.Baseline, outcome, reusable: false, flow.Deadlines.OfRoute);
        if (kind != RetryKind.None)
        {
            ExchangeRecorder.CountRetry(facts.Counters, kind, outcome);
            Attempt(kind == RetryKind.KeptConnection ? null : failed, fresh: true, failure: outcome);
        }
        else if (answer.HasStarted)
        {
            Finish(RequestOutcome.ResponseTruncated);
        }
        else
        {
            AnswerLocally(outcome);
        }
    }

    // 9 record ------------------------------------------------------------------------------------------------------------------

    /// <summary>The whole answer is sent. The server's connection is kept if nothing on it is left open.</summary>
    private void FinishAnswered()
    {
        bool reusable = flow.ServerAnswer.Head.KeepAlive && upload.IsDone && !upload.HasFailed;
        answer.KeepClientOnlyIf(upload.IsDone);
        FinishWith(RequestOutcome.Answered, reusable);
    }

    private void Finish(RequestOutcome outcome)
    {
        answer.KeepClientOnlyIf(false);
        FinishWith(outcome, reusable: false);
    }

    private void FinishWith(RequestOutcome outcome, bool reusable, int rest = 0)
    {
        flow.End();
        slotWait.Cancel(facts);
        rates.Leave();
        RequestAdmission.NoteEnd(routing.Pool, routing.Bulkhead, facts, outcome, worker.Index, worker.Now());
        worker.Recorder.Record(facts, attempt, outcome);
        retry.End();
        if (attempt.Connection is not null)
        {
            attempt.End(facts, routing.Baseline, outcome, reusable, flow.Deadlines.OfRoute);
        }

        ClientConnection finished = client;
        if (OutcomeTable.Aborts(outcome, answer.HasStarted))
        {
            finished.Close(abort: true);
        }

        finished.OnExchangeFinished(answer.KeepsClient, rest);
    }

    // Refusals ------------------------------------------------------------------------------------------------------------------

    /// <summary>The head is wrong or late.</summary>
    public void FailHead(RequestOutcome outcome)
    {
        upload.Begin(BodyFraming.None, 0, maximumBytes: 0);
        AnswerLocally(outcome);
    }

    /// <summary>The client's side of a running exchange went wrong.</summary>
    private void FailRequest(RequestOutcome outcome)
    {
        if (answer.HasStarted || OutcomeTable.Row(outcome).Status == 0)
        {
            Finish(answer.HasStarted ? RequestOutcome.ClientClosed : outcome);
        }
        else
        {
            AnswerLocally(outcome);
        }
    }

    /// <summary>Answers with the outcome's status instead of a server; the exchange is finished.</summary>
    private void AnswerLocally(RequestOutcome outcome)
    {
        if (!refusal.TryWrite(client, outcome, headConsumed))
        {
            Finish(RequestOutcome.ClientClosed);
            return;
        }

        if (!headConsumed && flow.State != ExchangeState.AwaitingRequestHead)
        {
            ConsumeHead();
        }

        client.Stream.Flush();
        answer.KeepClientOnlyIf(!client.Stream.HasOutput);
        FinishWith(outcome, reusable: false, rest: Math.Max(0, upload.RestToSkip(Request)));
    }

    // Events --------------------------------------------------------------------------------------------------------------------

    public void OnClientReady(Readiness readiness)
    {
        if (ClientDeparture.HasLeft(readiness, client.Stream, flow.State, Request, worker.Now() - StartedNanoseconds))
        {
            Finish(RequestOutcome.ClientClosed);
            return;
        }

        Advance();
    }

    public void OnUpstreamReady(Readiness readiness)
    {
        worker.NoteTime();
        if ((readiness & Readiness.Readable) != 0)
        {
            attempt.NoteProgress();
        }

        if (flow.State == ExchangeState.AwaitingConnect)
        {
            OnConnect(attempt.FinishConnect());
        }
        else if (flow.State == ExchangeState.AwaitingResponseHead && attempt.WasSpoilt(readiness, upload.IsRepeatable && RetryRule.IsIdempotent(Request.Method)))
        {
            attempt.Stream.DropInput();
            RetryOrAnswer(RequestOutcome.ServerClosed, nothingSent: false);
        }
        else
        {
            Advance();
        }
    }

    /// <summary>
    /// The server does not answer any more, nobody. What has not been sent or may be sent twice goes to another one; the rest waits for its
    /// deadline, because the server may have acted on it and may yet say so.
    /// </summary>
    public void OnServerSilent()
    {
        if (flow.State == ExchangeState.AwaitingConnect)
        {
            RetryOrAnswer(RequestOutcome.ConnectTimeout, nothingSent: true);
        }
        else if (flow.State == ExchangeState.AwaitingResponseHead && upload.IsDone && RetryRule.IsIdempotent(Request.Method))
        {
            RetryOrAnswer(RequestOutcome.FirstByteTimeout, nothingSent: false);
        }
    }

    public void Advance() => Conclude(flow.Advance());

    public void OnDeadline(long nowNanoseconds)
    {
        switch (flow.CheckDeadlines(nowNanoseconds))
        {
            case Overdue.Total:
                FailLate(flow.Deadlines.OutcomeWhenOver);
                break;
            case Overdue.Connect when attempt.Stream.Socket.IsNone:
                // No server is to blame: ours were all in use.
                AnswerLocally(RequestOutcome.ShedWaited);
                break;
            case Overdue.Connect:
                ConnectFailed(RequestOutcome.ConnectTimeout, IoStatus.TimedOut);
                break;
            case (Overdue.FirstByte or Overdue.ServerSilence) and var overdue:
                worker.OnExchangeFailed(attempt.Server!);
                FailLate(overdue == Overdue.FirstByte ? RequestOutcome.FirstByteTimeout : RequestOutcome.ServerSilent);
                break;
            case Overdue.ClientBody:
                FailRequest(RequestOutcome.BodyTooSlow);
                break;
            case Overdue.ClientReading:
                Finish(RequestOutcome.ClientTooSlow);
                break;
            case Overdue.Tunnel:
                Finish(RequestOutcome.Tunnelled);
                break;
        }
    }

    private void FailLate(RequestOutcome outcome)
    {
        if (answer.HasStarted)
        {
            Finish(outcome);
        }
        else
        {
            AnswerLocally(outcome);
        }
    }
}
