namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// When an exchange must have got further: the end of the present step, and of the whole. While bodies move, a step is a window in which
/// enough bytes must pass; only whoever is waited for is blamed. Worker thread only.
/// </summary>
internal sealed class ExchangeDeadlines
{
    // Long enough that a stall of a mobile network is no offence, short enough to free a slot held by a slow-read attack.
    private const long WindowNanoseconds = 10_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    private long total;
    private long ofRoute;
    private long step;
    private long windowNanoseconds;
    private long clientBytes;
    private long serverBytes;
    private long silentNanoseconds;
    private bool isGrace;

    /// <param name="routeNanoseconds">What the route allows.</param>
    /// <param name="clientNanoseconds">How long the client waits: it may only shorten.</param>
    public void Begin(long startedNanoseconds, long routeNanoseconds, long clientNanoseconds)
    {
        ofRoute = startedNanoseconds + routeNanoseconds;
        total = startedNanoseconds + Math.Min(routeNanoseconds, clientNanoseconds);
        silentNanoseconds = 0;
        isGrace = false;
    }

    /// <summary>When the exchange must be over.</summary>
    public long Total => total;

    /// <summary>When the route would have it over: servers are judged by this, or clients in a hurry could make any of them look slow.</summary>
    public long OfRoute => ofRoute;

    /// <summary>How an exchange ends whose time is over.</summary>
    public RequestOutcome OutcomeWhenOver => total < ofRoute ? RequestOutcome.DeadlinePassed : RequestOutcome.TotalTimeout;

    /// <summary>Nothing but the whole has an end: whoever is waited for keeps the time itself.</summary>
    public void ForgetStep(ClientConnection client)
    {
        step = TimeoutsSnapshot.Never;
        Arm(client);
    }

    public void ForgetTotal() => total = TimeoutsSnapshot.Never;

    /// <summary>The step ends so long from now.</summary>
    public void SetStep(ClientConnection client, long nowNanoseconds, long nanoseconds)
    {
        step = nowNanoseconds + nanoseconds;
        Arm(client);
    }

    /// <summary>Begins to measure whether bodies move; the first window is grace.</summary>
    public void BeginWindow(ClientConnection client, SocketStream server, long nowNanoseconds, TimeoutsSnapshot timeouts, bool grace)
    {
        isGrace = grace;
        silentNanoseconds = grace ? 0 : silentNanoseconds;
        windowNanoseconds = Math.Min(WindowNanoseconds, timeouts.ServerSilence);
        clientBytes = client.Stream.BytesReceived + client.Stream.BytesSent;
        serverBytes = server.BytesReceived + server.BytesSent;
        SetStep(client, nowNanoseconds, windowNanoseconds);
    }

    /// <summary>The timer fired: what is late?</summary>
    /// <param name="upload">The request's body as far as it got.</param>
    /// <param name="lastDownload">Why the answer's body stopped last.</param>
    public Overdue Check(ClientConnection client, SocketStream? server, long nowNanoseconds, ExchangeState state, RequestUpload upload, RelayStatus lastDownload, TimeoutsSnapshot timeouts)
    {
        if (nowNanoseconds >= total)
        {
            return Overdue.Total;
        }

        if (nowNanoseconds < step)
        {
            Arm(client);
            return Overdue.Nothing;
        }

        switch (state)
        {
            case ExchangeState.AwaitingConnect:
                return Overdue.Connect;
            case ExchangeState.Tunnelling:
                return Overdue.Tunnel;
            case ExchangeState.AwaitingResponseHead when upload.IsDone:
                return Overdue.FirstByte;
        }

        Overdue late = CheckWindow(client, server!, state, upload, lastDownload, timeouts);
        if (late == Overdue.Nothing)
        {
            BeginWindow(client, server!, nowNanoseconds, timeouts, grace: false);
        }

        return late;
    }

    private Overdue CheckWindow(ClientConnection client, SocketStream server, ExchangeState state, RequestUpload upload, RelayStatus lastDownload, TimeoutsSnapshot timeouts)
    {
        bool serverIsFull = !upload.IsDone && upload.Last == RelayStatus.Blocked;
        bool awaitsServer = serverIsFull || (state == ExchangeState.Relaying && lastDownload == RelayStatus.NeedInput);
        bool isSilent = awaitsServer && server.BytesReceived + server.BytesSent == serverBytes;
        silentNanoseconds = isSilent ? silentNanoseconds + windowNanoseconds : 0;
        if (silentNanoseconds >= timeouts.ServerSilence)
        {
            return Overdue.ServerSilence;
        }

        long moved = client.Stream.BytesReceived + client.Stream.BytesSent - clientBytes;
        if (isGrace || moved >= timeouts.MinimumBodyBytesPerSecond * (windowNanoseconds / NanosecondsPerMillisecond) / 1000)
        {
            return Overdue.Nothing;
        }

        if (state == ExchangeState.Relaying && lastDownload == RelayStatus.Blocked)
        {
            return Overdue.ClientReading;
        }

        return !upload.IsDone && upload.Last == RelayStatus.NeedInput ? Overdue.ClientBody : Overdue.Nothing;
    }

    private void Arm(ClientConnection client) => client.Arm(Math.Min(step, total));
}
