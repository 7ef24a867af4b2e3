using System.Collections.Concurrent;
using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Networking;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane;

/// <summary>
/// One thread with its own event loop, listeners, clients, connections to servers, buffers and timers. It shares nothing with other
/// workers but the snapshot and atomics of each server. The reading path of a request begins here; next: <see cref="ClientConnection"/>.
/// </summary>
internal sealed class Worker : IDisposable
{
    // A buffer holds a whole head of HeadLimits.Default and what the gateway adds to it.
    private const int BufferBytes = 20 * 1024;

    /// <summary>
    /// Holds most requests' heads while they wait. With the waiter beside it, it is within the 2 KiB that a waiting request may cost.
    /// </summary>
    public const int SmallBufferBytes = 1792;

    // 64 buffers of 256 KiB are 16 MiB a worker: bodies beyond that many at once go through small buffers.
    private const int LargeBufferBytes = 256 * 1024;
    private const int LargeBuffersMaximum = 64;

    private const long TimerResolutionNanoseconds = 5_000_000;

    private readonly IClock clock;
    private readonly WorkerEnvironment environment;
    private readonly Thread thread;
    private readonly ConcurrentQueue<Action<Worker>> commands = new();
    private readonly Spares<Exchange> spareExchanges;
    private readonly IoBufferPool largeBuffers = new(LargeBufferBytes, LargeBuffersMaximum);
    private readonly List<Listener> listeners = [];
    private List<ClientConnection> deferred = [];
    private List<ClientConnection> deferredBefore = [];
    private RoutingSnapshot? published;
    private long now;
    private long wokenAt;
    private long longestTurn;
    private volatile bool stopping;

    public Worker(int index, WorkerEnvironment environment)
    {
        Index = index;
        this.environment = environment;
        clock = environment.Clock;
        now = clock.NowNanoseconds;
        Loop = environment.Network.CreateLoop();
        spareExchanges = new Spares<Exchange>(environment.SparesMaximum);
        Timers = new TimerWheel(TimerResolutionNanoseconds, clock.NowNanoseconds);
        Buffers = new IoBufferPool(BufferBytes, environment.BuffersMaximum);
        SmallBuffers = new IoBufferPool(SmallBufferBytes, environment.BuffersMaximum);
        Pipes = new PipePool(Loop);
        Random = new SeededRandom(environment.Seed + (ulong)index);
        Counters = environment.Metrics.Gateway(index);
        Recorder = new ExchangeRecorder(this, environment.Metrics, environment.AccessLog?.Writer(index));
        Clients = new ClientSet(this, environment.Clients, environment.SparesMaximum);
        Servers = new ServerSet(this, environment.SparesMaximum);
        Queues = new QueueSet(this, environment.SparesMaximum);
        Date = new DateLine(clock);
        thread = new Thread(Run) { Name = $"worker-{index}", IsBackground = true };
    }

    public int Index { get; }

    /// <summary>The kernel's number of its thread; 0 before it runs, and where a test turns it.</summary>
    public int KernelThread { get; private set; }

    public IEventLoop Loop { get; }

    public TimerWheel Timers { get; }

    public IoBufferPool Buffers { get; }

    /// <summary>For requests that wait.</summary>
    public IoBufferPool SmallBuffers { get; }

    public PipePool Pipes { get; }

    public SeededRandom Random { get; }

    /// <summary>For the gateway's own answers.</summary>
    public DateLine Date { get; }

    public GatewayCounters Counters { get; }

    public ExchangeRecorder Recorder { get; }

    public ClientSet Clients { get; }

    public ServerSet Servers { get; }

    public QueueSet Queues { get; }

    /// <summary>All workers by index, this one among them.</summary>
    public Worker[] Peers => environment.Peers;

    public HeadLimits HeadLimits => HeadLimits.Default;

    /// <summary>How short the gateway itself is of what it needs.</summary>
    public PressureGauge Pressure => environment.Pressure;

    /// <summary>Clients that operators have bounded.</summary>
    public ClientThrottles Throttles => environment.Throttles;

    /// <summary>The adopted snapshot.</summary>
    public RoutingSnapshot Snapshot { get; private set; } = null!;

    /// <summary>By pool index of the adopted snapshot.</summary>
    public PoolState[] Pools => Servers.Pools;

    /// <summary>This process is leaving: each answer ends its connection.</summary>
    public bool IsDraining { get; private set; }

    public IReadOnlyList<Listener> Listeners => listeners;

    // The loop --------------------------------------------------------------------------------------------------------------------

    public void Start(RoutingSnapshot snapshot)
    {
        Publish(snapshot);
        thread.Start();
    }

    /// <summary>Any thread: the worker adopts it between two turns.</summary>
    public void Publish(RoutingSnapshot snapshot)
    {
        Volatile.Write(ref published, snapshot);
        Loop.Wake();
    }

    /// <summary>Any thread: runs the command on the worker's thread between two turns.</summary>
    public void Post(Action<Worker> command)
    {
        commands.Enqueue(command);
        Loop.Wake();
    }

    public void Stop()
    {
        stopping = true;
        Loop.Wake();
        if (thread.IsAlive)
        {
            thread.Join();
        }
    }

    /// <summary>Adopts the published snapshot before the first turn.</summary>
    public void Begin()
    {
        AdoptSnapshot();
        Servers.BeginSweeping();
    }

    /// <summary>wait -> events -> timers -> deferred -> queues -> snapshot -> commands. A simulation turns the worker itself, without waiting.</summary>
    /// <returns>0 when there was nothing to do.</returns>
    public int Turn(bool mayWait)
    {
        Counters.LoopTurns++;
        NoteTurn();
        int events = Loop.TurnUntil(now, mayWait && deferred.Count == 0 && !Queues.HasWork ? Timers.NextDue : 0);
        NoteTime();
        Counters.LoopBusyNanoseconds += now - wokenAt;
        events += Timers.Advance(now) + deferred.Count;
        RunDeferred();
        Queues.Run();
        if (published is not null)
        {
            AdoptSnapshot();
        }

        while (commands.TryDequeue(out Action<Worker>? command))
        {
            command(this);
        }

        return events;
    }

    /// <summary>
    /// Time of the event at hand. Reading the clock costs as much as copying a head, so it is read once for each event and not for each
    /// question: within one event nothing waits.
    /// </summary>
    public long Now() => now;

    /// <summary>An event is at hand: the time is read anew. The first of a turn tells when waiting ended.</summary>
    public void NoteTime()
    {
        now = clock.NowNanoseconds;
        if (wokenAt == 0)
        {
            wokenAt = now;
        }
    }

    /// <summary>Has the connection looked at again before the loop waits. A connection gives up its turn so that others get theirs.</summary>
    public void Defer(ClientConnection client)
    {
        if (!client.IsDeferred)
        {
            client.IsDeferred = true;
            deferred.Add(client);
        }
    }

    /// <summary>
    /// The longest turn since the last call, or so far of the one that goes on: so long an event waits before it is looked at. Any thread;
    /// a turn that ends at that moment may be missed.
    /// </summary>
    public long TakeLongestTurn(long nowNanoseconds)
    {
        long woken = Volatile.Read(ref wokenAt);
        long longest = Interlocked.Exchange(ref longestTurn, 0);
        return woken == 0 ? longest : Math.Max(longest, nowNanoseconds - woken);
    }

    /// <summary>A turn is over and the next begins to wait.</summary>
    private void NoteTurn()
    {
        if (wokenAt != 0 && now - wokenAt > longestTurn)
        {
            longestTurn = now - wokenAt;
        }

        Volatile.Write(ref wokenAt, 0);
    }

    private void Run()
    {
        KernelThread = ThreadDelay.CurrentThread();
        Begin();
        while (!stopping)
        {
            Turn(mayWait: true);
        }
    }

    private void RunDeferred()
    {
        if (deferred.Count == 0)
        {
            return;
        }

        long before = now;
        (deferred, deferredBefore) = (deferredBefore, deferred);
        foreach (ClientConnection client in deferredBefore)
        {
            client.IsDeferred = false;
            client.OnDeferred();
        }

        deferredBefore.Clear();
        NoteTime();
        Counters.LoopBusyNanoseconds += now - before;
    }

    private void AdoptSnapshot()
    {
        RoutingSnapshot snapshot = Interlocked.Exchange(ref published, null)!;
        Recorder.Adopt(snapshot);
        Servers.Adopt(snapshot);
        Queues.Adopt(Pools);
        Snapshot = snapshot;
        environment.OnAdopted(Index, snapshot.Revision);
    }

    // Listeners -------------------------------------------------------------------------------------------------------------------

    public void AddListener(NetworkAddress address, int descriptor)
    {
        Listener listener = new(this, address);
        listeners.Add(listener);
        listener.Open(descriptor);
    }

    public void CloseListeners(NetworkAddress address)
    {
        foreach (Listener listener in listeners.Where(listener => listener.Address == address).ToList())
        {
            listeners.Remove(listener);
            listener.Close();
        }
    }

    /// <summary>Gives the listening sockets away, open.</summary>
    public List<(NetworkAddress Address, int Descriptor)> DetachListeners()
    {
        List<(NetworkAddress, int)> detached = [.. listeners.Select(listener => (listener.Address, listener.Detach()))];
        listeners.Clear();
        return detached;
    }

    /// <summary>Tells every client to leave with its next answer; those that are idle stay until they speak or are closed.</summary>
    public void BeginDrain()
    {
        IsDraining = true;
        Servers.BeginDrain();
    }

    // For connections and exchanges -----------------------------------------------------------------------------------------------

    public SocketStream NewStream() => new(Loop, Buffers, largeBuffers);

    public Exchange RentExchange(ClientConnection client)
    {
        Exchange exchange = spareExchanges.TryTake() ?? new Exchange(this);
        exchange.Reset(client);
        return exchange;
    }

    public void ReturnExchange(Exchange exchange) => spareExchanges.Keep(exchange);

    /// <summary>Makes what requests need ready before the worker runs; no more than is kept. Next: <see cref="SpareMaker"/>, which says why.</summary>
    public void MakeSpares(int requests)
    {
        for (int made = 0; made < requests; made++)
        {
            spareExchanges.Keep(new Exchange(this));
            Clients.MakeSpare();
            Queues.MakeSpare();
        }

        Buffers.MakeSpares(requests);
        SmallBuffers.MakeSpares(requests);
    }

    public void CloseUpstream(UpstreamConnection connection) => Servers.Close(connection);

    /// <summary>Passive health: real requests see a dead server before any probe does. What we lack ourselves says nothing of the server.</summary>
    public void OnConnectFailed(PoolState pool, ServerAttempt attempt, IoStatus status)
    {
        ServerState server = attempt.Server!;
        Recorder.CountConnectFailure(server, status);
        if (status == IoStatus.TimedOut)
        {
            attempt.NoteConnectTimeout();
            pool.Snapshot.Health.ConnectTimedOut(server);
        }
        else if (!Shortage.IsOurs(status) && pool.Snapshot.Health.ConnectFailed(server, Now()))
        {
            Recorder.CountEjection(server, EjectionReason.ConnectFailed);
        }
    }

    /// <summary>A connection broke with an unanswered request on it; several at once are the end of their server.</summary>
    public void OnConnectionLost(PoolSnapshot pool, ServerAttempt attempt)
    {
        if (attempt.NoteLoss() && pool.IsProtected && pool.Health.ConnectionsLost(attempt.Server!, Now()))
        {
            Recorder.CountEjection(attempt.Server!, EjectionReason.ConnectionsLost);
        }
    }

    /// <summary>A failed exchange weighs on the server's latency: failing fast must not attract requests.</summary>
    public void OnExchangeFailed(ServerState server) => server.RecordLatency(ServerState.FailureLatencyNanoseconds, Now());

    public void Dispose()
    {
        Stop();
        Clients.CloseAll();
        Servers.RetireAll();
        Pipes.Dispose();
        Loop.Dispose();
        Buffers.Dispose();
        SmallBuffers.Dispose();
        largeBuffers.Dispose();
    }
}
