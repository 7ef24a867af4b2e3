using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 4 of an exchange: the server that the request is bound to now, and the connection to it, kept from before or new. An exchange has
/// one attempt at a time. Worker thread only. Next: <see cref="UpstreamPool"/>.
/// </summary>
internal sealed class ServerAttempt
{
    private const long ChanceNanoseconds = 20_000_000;
    private const int SwitchingProtocols = 101;

    private readonly Worker worker;
    private PoolGate gate = null!;
    private AttemptSample sample;
    private AttemptWatch watch;
    private Bulkhead? bulkhead;
    private long begunNanoseconds;
    private bool holdsSlot;
    private bool holdsSession;
    private long sentTurn;
    private long sentNanoseconds;
    private bool isDoubtful;
    private bool isNoChance;
    private bool isParked;

    public ServerAttempt(Worker worker)
    {
        this.worker = worker;
    }

    /// <summary>Stays when the attempt ends, for the records.</summary>
    public ServerState? Server { get; private set; }

    /// <summary>Null when none is under way.</summary>
    public UpstreamConnection? Connection { get; private set; }

    public SocketStream Stream => Connection!.Stream;

    /// <summary>Attempts so far, with this one.</summary>
    public int Count { get; private set; }

    public void Reset()
    {
        Server = null;
        Connection = null;
        Count = 0;
    }

    /// <summary>Looked for a server.</summary>
    public void CountOne() => Count++;

    /// <summary>The exchange has a slot of the server, and a place of its route's share, and takes a connection, an idle one where there is one.</summary>
    /// <param name="share">The route's; null for no bound.</param>
    /// <param name="fresh">Idle ones are not trusted: one has just failed.</param>
    /// <param name="session">It has a place for a session, too.</param>
    public void Begin(Exchange exchange, PoolGate pool, Bulkhead? share, ServerState server, bool fresh, bool session, ref ExchangeCounters counters)
    {
        bulkhead = share;
        begunNanoseconds = worker.Now();
        Server = server;
        gate = pool;
        holdsSlot = true;
        holdsSession = session;
        isDoubtful = isNoChance = HadEndedBefore = false;
        worker.Recorder.BeginAttempt(ref counters, server);
        UpstreamPool connections = worker.Servers.Of(server);
        sample.Begin(connections.Samples, server.InFlight, worker.Now());
        Connection = (fresh ? null : connections.TryTakeIdle()) ?? worker.Servers.Rent(connections);
        connections.Engage(Connection, exchange);
        watch.Begin(connections.Evidence);
        if (Connection.IsReused)
        {
            ExchangeRecorder.CountReuse(counters);
        }
    }

    public IoStatus Connect() => worker.Servers.Connect(Connection!, Server!);

    public IoStatus FinishConnect() => worker.Loop.FinishConnect(Stream.Socket);

    /// <summary>The connection that was waited for is here: the server has accepted it, or another worker had it open.</summary>
    public void NoteConnect(in ExchangeCounters counters)
    {
        long since = Connection!.ConnectingSince;
        ExchangeRecorder.CountConnect(counters, since > 0 ? worker.Now() - since : 0);
        if (since > 0)
        {
            watch.NoteConnect();
        }
    }

    public void NoteConnectTimeout() => watch.NoteConnectTimeout();

    /// <summary>The request begins to leave.</summary>
    /// <param name="isWhole">All of it leaves now; otherwise it is the client's turn.</param>
    public void NoteSend(bool isWhole, in ExchangeCounters counters, long deadlineNanoseconds)
    {
        sentTurn = worker.Counters.LoopTurns;
        sentNanoseconds = worker.Now();
        if (DispatchRule.IsTooLate(sentNanoseconds, deadlineNanoseconds))
        {
            ExchangeRecorder.CountExpiredDispatch(counters);
        }

        watch.Await(isWhole);
    }

    /// <summary>The rest of the request has left.</summary>
    public void NoteSent() => watch.Await(server: true);

    /// <summary>Bytes have come from the server.</summary>
    public void NoteProgress() => watch.NoteProgress();

    /// <summary>The head of the answer has come. One that refuses the upgrade ends the session before it began, however long its body takes.</summary>
    public void NoteAnswer(int status)
    {
        watch.NoteAnswer(status, worker.Now() - sentNanoseconds);
        if (status != SwitchingProtocols)
        {
            LeaveSession();
        }
    }

    /// <summary>The connection broke with the request on it. True when that looks like the server's death.</summary>
    public bool NoteLoss() => watch.NoteLoss(worker.Now());

    /// <summary>
    /// A kept connection that ends so soon after a request has left was closed before the request came: servers close what is idle for
    /// long. Within this time the end crosses with the request on any network.
    /// </summary>
    public bool BrokeByChance => !isNoChance && Connection!.IsReused && worker.Now() - sentNanoseconds < ChanceNanoseconds;

    /// <summary>Too many have broken so: it was the server.</summary>
    public void NoteNoChance() => isNoChance = true;

    /// <summary>The connection was closed, or spoilt, before the request left: the server has not seen it.</summary>
    public bool HadEndedBefore { get; private set; }

    /// <summary>
    /// Something was on a kept connection before the request left: its end, or bytes that would be taken for the answer to a request they
    /// know nothing of. What the loop reports in the turn in which the request left was there before; but a report may also speak of the
    /// end of the last body, which has been taken since, so bytes are looked for. If the server is quick they may be the true answer:
    /// where the request cannot be repeated they are taken for it, and the connection is not used again.
    /// </summary>
    public bool WasSpoilt(Readiness readiness, bool isRepeatable)
    {
        if (!Connection!.IsReused || sentTurn != worker.Counters.LoopTurns)
        {
            return false;
        }

        if ((readiness & (Readiness.PeerClosed | Readiness.Failed)) != 0)
        {
            HadEndedBefore = true;
            return true;
        }

        if ((readiness & Readiness.Readable) == 0 || Stream.Fill() == IoStatus.WouldBlock)
        {
            return false;
        }

        isDoubtful = HadEndedBefore = true;
        Stream.ExpectInput();
        return isRepeatable;
    }

    /// <summary>
    /// Gives the slot back before the end: what is left is not the server's work but a client that reads slowly, or a stream of events.
    /// Slots that such exchanges keep would be taken from requests.
    /// </summary>
    public void ReleaseSlot()
    {
        if (holdsSlot && !isParked)
        {
            isParked = true;
            Server!.Park();
        }

        LeaveSlot();
    }

    private void LeaveSlot()
    {
        if (holdsSlot)
        {
            holdsSlot = false;
            Server!.Leave();
            bulkhead?.Leave(worker.Now() - begunNanoseconds);
            worker.Queues.NoteSlotFree(gate);
        }
    }

    private void LeaveSession()
    {
        if (holdsSession)
        {
            holdsSession = false;
            Server!.Places.GiveBack();
        }
    }

    /// <summary>What the attempt says about the server's speed.</summary>
    public void Measure(ExchangeFacts facts, RouteBaseline baseline, RequestOutcome outcome, long deadlineNanoseconds) =>
        sample.End(facts, baseline, worker.Index, outcome, watch.IsServersTurn, deadlineNanoseconds, worker.Now());

    /// <summary>The connection goes back to its pool, or is closed.</summary>
    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="reusable">Both messages are over. That nothing else is on the connection is seen to here.</param>
    public void End(ExchangeFacts facts, RouteBaseline baseline, RequestOutcome outcome, bool reusable, long deadlineNanoseconds)
    {
        Measure(facts, baseline, outcome, deadlineNanoseconds);
        UpstreamConnection connection = Connection!;
        watch.End(outcome, isChance: outcome == RequestOutcome.ServerClosed && BrokeByChance);
        Connection = null;
        connection.Pool!.Disengage(connection);
        LeaveSlot();
        LeaveSession();
        if (isParked)
        {
            // Where its connections are bounded, another request may have it now.
            isParked = false;
            Server!.Unpark();
            worker.Queues.NoteSlotFree(gate);
        }

        ExchangeRecorder.EndAttempt(facts.Counters);
        if (reusable && !isDoubtful && connection.IsSilent())
        {
            connection.Pool!.Return(connection, worker.Now());
        }
        else
        {
            worker.CloseUpstream(connection);
        }
    }
}
