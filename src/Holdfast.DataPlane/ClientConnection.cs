using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// One client: reads heads, has them served one after the other in order, keeps or closes the connection. While nobody is served it holds
/// no buffer and no exchange. Worker thread only. Next on the path: <see cref="RequestParser"/>, then <see cref="Exchange"/>.
/// </summary>
internal sealed class ClientConnection : TimerNode, IReadinessHandler
{
    // A client that pipelines small requests must not starve the others: after this many it waits for the next turn.
    private const int RequestsPerTurn = 64;

    // One with an unwanted body counts as so many, which makes a MiB of them a turn.
    private const int RequestsOfUnwantedBody = 4;

    // For so long an unread body is thrown away before the connection is closed all the same.
    private const long LingerNanoseconds = 2_000_000_000;

    private readonly Worker worker;
    private Exchange? exchange;
    private AddressBytes addressText;
    private int addressLength;
    private long scheduledFor;
    private long deadline;
    private long idleSince;
    private long lingerStartBytes;
    private UnwantedBody unwanted;
    private bool reading;
    private bool lingering;
    private bool closeWhenSent;
    private bool hasSpoken;
    private AskedCrowds crowds;

    public ClientConnection(Worker worker, SocketStream stream)
    {
        this.worker = worker;
        Stream = stream;
    }

    public SocketStream Stream { get; }

    public NetworkAddress Peer { get; private set; }

    /// <summary>Its address as <see cref="ClientIdentity"/> sees it: the unit of fairness.</summary>
    public ulong Hash { get; private set; }

    public bool IsTrusted { get; private set; }

    public bool IsDeferred { get; set; }

    // Links of the worker's list of open clients, for draining.
    public ClientConnection? Next { get; set; }

    public ClientConnection? Previous { get; set; }

    /// <summary>Nothing of a request has come, and nothing of an answer is left to send.</summary>
    public bool IsIdle => exchange is null && !lingering && !unwanted.IsComing && Stream.InputLength == 0 && !Stream.HasOutput;

    /// <summary>Since when it has been between two requests; <see cref="long.MaxValue"/> while it is not, and before its first answer.</summary>
    public long IdleSince => IsIdle && hasSpoken ? idleSince : long.MaxValue;

    public ReadOnlySpan<byte> AddressText => ((ReadOnlySpan<byte>)addressText)[..addressLength];

    /// <param name="isNew">It has just connected; otherwise it is between two requests.</param>
    public void Open(SocketId socket, in NetworkAddress peer, bool isTrusted, bool isNew)
    {
        Stream.Open(socket, canReceive: true);
        Peer = peer;
        Hash = worker.Snapshot.Clients.OfAddress(peer);
        addressLength = peer.FormatHost(addressText);
        IsTrusted = isTrusted;
        hasSpoken = !isNew;
        idleSince = worker.Now();
        reading = lingering = closeWhenSent = false;
        unwanted.Expect(0);
        crowds.Forget();
        TimeoutsSnapshot timeouts = worker.Snapshot.Timeouts;
        Arm(worker.Now() + (isNew ? timeouts.RequestHead : timeouts.IdleKeepAlive));
    }

    /// <summary>Where it has asked lately.</summary>
    public ref AskedCrowds Crowds => ref crowds;

    public void OnReady(SocketId socket, Readiness readiness)
    {
        worker.NoteTime();
        Stream.Note(readiness);
        if (exchange is { IsActive: true })
        {
            exchange.OnClientReady(readiness);
        }
        else
        {
            ReadRequests();
        }
    }

    /// <summary>The turn that this connection gave up has come back.</summary>
    public void OnDeferred()
    {
        if (exchange is { IsActive: true })
        {
            exchange.Advance();
        }
        else if (!Stream.Socket.IsNone)
        {
            ReadRequests();
        }
    }

    /// <summary>Receives and serves until nothing more is here or an exchange has to wait.</summary>
    public void ReadRequests()
    {
        if (reading)
        {
            return;
        }

        if (lingering || closeWhenSent)
        {
            Linger();
            return;
        }

        reading = true;
        ReadUntilBlocked();
        reading = false;
    }

    /// <summary>Called by the exchange when its answer is sent. The buffer may already hold the next request.</summary>
    /// <param name="rest">Bytes of an unwanted body.</param>
    public void OnExchangeFinished(bool keepAlive, int rest = 0)
    {
        worker.ReturnExchange(exchange!);
        exchange = null;
        if (Stream.Socket.IsNone)
        {
            return;
        }

        // While draining, too: a client whose answer did not say "close" may have sent its next request already. That one will say it.
        if (!keepAlive)
        {
            CloseWhenSent();
            return;
        }

        unwanted.Expect(rest);
        BeIdle();
        if (!reading && (Stream.CanReceive || Stream.InputLength > 0))
        {
            // Not at once: the finished exchange is still on the call stack, and would be rented for the next request.
            worker.Defer(this);
        }
    }

    /// <summary>
    /// Sends what is left and closes. Where bytes of the client may still be on their way, they are read for a moment and thrown away:
    /// closing with unread bytes makes the kernel send RST, which can destroy the answer before the client has read it (RFC 9112 section 9.6).
    /// </summary>
    public void CloseWhenSent()
    {
        closeWhenSent = true;
        Arm(worker.Now() + LingerNanoseconds);
        Linger();
    }

    /// <summary>
    /// Closes between requests. Looks first: closing over a request that waits in the kernel would reset the client instead of answering it. Whose
    /// request is here stays, also when it is answered at once.
    /// </summary>
    /// <param name="alsoNew">Also when it has not spoken yet.</param>
    /// <returns>It has gone: closed here, or by itself.</returns>
    public bool CloseIfIdle(bool alsoNew)
    {
        if (!IsIdle || !(alsoNew || hasSpoken))
        {
            return false;
        }

        long idleBefore = idleSince;
        Stream.ExpectInput();
        ReadRequests();
        if (!Stream.Socket.IsNone && IsIdle && idleSince == idleBefore)
        {
            Close(abort: false);
        }

        return Stream.Socket.IsNone;
    }

    /// <summary>The gateway needs what idle clients hold: whoever is between requests has a moment left.</summary>
    public void ShortenIdle()
    {
        if (IsIdle && hasSpoken)
        {
            Arm(Math.Min(deadline, worker.Now() + PressureGauge.ShortIdleNanoseconds));
        }
    }

    /// <summary>Closes at once; with RST when the client must not take what it has for a whole answer.</summary>
    public void Close(bool abort)
    {
        worker.Timers.Cancel(this);
        worker.Clients.Close(this, abort);
    }

    /// <summary>Sets when <see cref="OnDue"/> must look again. Moving it later costs nothing: the node stays and re-schedules itself when it fires.</summary>
    public void Arm(long dueNanoseconds)
    {
        deadline = dueNanoseconds;
        if (!IsScheduled || dueNanoseconds < scheduledFor)
        {
            scheduledFor = dueNanoseconds;
            worker.Timers.Schedule(this, dueNanoseconds);
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        if (nowNanoseconds < deadline)
        {
            scheduledFor = deadline;
            worker.Timers.Schedule(this, deadline);
        }
        else if (exchange is { IsActive: true })
        {
            exchange.OnDeadline(nowNanoseconds);
        }
        else if (exchange is not null && !lingering && !closeWhenSent)
        {
            exchange.FailHead(RequestOutcome.HeadTimeout);
        }
        else
        {
            worker.Counters.IdleTimeouts += lingering || closeWhenSent || unwanted.IsComing ? 0 : 1;
            Close(abort: lingering || closeWhenSent);
        }
    }

    /// <summary>Between two requests from now on. For the rest of an unwanted body there is as much time as before a connection is closed.</summary>
    private void BeIdle()
    {
        idleSince = worker.Now();
        Arm(idleSince + (unwanted.IsComing ? LingerNanoseconds : worker.Pressure.IdleNanoseconds(worker.Snapshot.Timeouts.IdleKeepAlive)));
    }

    private void ReadUntilBlocked()
    {
        for (int served = 0; ;)
        {
            if (unwanted.Skip(Stream))
            {
                served += RequestsOfUnwantedBody - 1;
                BeIdle();
            }

            if (Stream.InputLength > 0)
            {
                if (!ServeOne())
                {
                    return;
                }

                // Without waiting, or only a part of its head is here.
                served += exchange is null ? 1 : 0;
            }

            if (Stream.Socket.IsNone || closeWhenSent)
            {
                return;
            }

            // Also with nothing left: of requests as long as a receive nothing ever is, and the next ones are in the socket.
            if (served >= RequestsPerTurn && exchange is null)
            {
                worker.Defer(this);
                return;
            }

            if (Stream.InputLength > 0 && exchange is null)
            {
                continue;
            }

            if (!ReceiveMore())
            {
                return;
            }
        }
    }

    /// <summary>Parses the next head and begins its exchange. False when reading must stop: an exchange waits, or the connection ends.</summary>
    private bool ServeOne()
    {
        exchange ??= BeginHead();
        switch (RequestParser.Parse(Stream.Input!.Filled, exchange.Request, worker.HeadLimits))
        {
            case ParseStatus.NeedMore:
                return true;
            case ParseStatus.Rejected:
                exchange.FailHead(RequestOutcome.BadRequest);
                return false;
            default:
                exchange.Begin();
                return exchange is null;
        }
    }

    private Exchange BeginHead()
    {
        hasSpoken = true;
        Exchange begun = worker.RentExchange(this);
        Arm(begun.StartedNanoseconds + worker.Snapshot.Timeouts.RequestHead);
        return begun;
    }

    private bool ReceiveMore()
    {
        if (!Stream.CanReceive)
        {
            Stream.ReleaseInputIfEmpty();
            return false;
        }

        switch (Stream.Fill())
        {
            case IoStatus.Done:
                return true;
            case IoStatus.WouldBlock:
                return false;
            case IoStatus.NoResources when exchange is null:
                // No buffer for a request that has not begun: try again next turn, others will have finished.
                worker.Defer(this);
                return false;
            default:
                AbandonHead();
                return false;
        }
    }

    /// <summary>The client closed between requests, or in the middle of a head.</summary>
    private void AbandonHead()
    {
        if (exchange is not null)
        {
            worker.ReturnExchange(exchange);
            exchange = null;
        }

        Close(abort: false);
    }

    private void Linger()
    {
        IoStatus flushed = Stream.Flush();
        if (flushed == IoStatus.WouldBlock)
        {
            return;
        }

        if (flushed != IoStatus.Done)
        {
            Close(abort: false);
            return;
        }

        if (!lingering)
        {
            if (!Stream.CanReceive && Stream.InputLength == 0)
            {
                Close(abort: false);
                return;
            }

            lingering = true;
            lingerStartBytes = Stream.BytesReceived;
            Stream.ShutdownSend();
        }

        if (UnwantedBody.Discard(Stream, lingerStartBytes))
        {
            Close(abort: false);
        }
    }

    [System.Runtime.CompilerServices.InlineArray(NetworkAddress.MaximumTextBytes)]
    private struct AddressBytes
    {
        private byte first;
    }
}
