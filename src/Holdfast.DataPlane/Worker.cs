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

    // 64 buffers of 256 KiB are 16 MiB a worker: bodies beyond that many at once go through small buffers.
    private const int LargeBufferBytes = 256 * 1024;
    private const int LargeBuffersMaximum = 64;

    private const long TimerResolutionNanoseconds = 5_000_000;
    private const long SweepNanoseconds = 1_000_000_000;

    // Idle objects kept for the next client or connection; beyond this the garbage collector takes them.
    private const int SparesMaximum = 1024;

    private readonly IClock clock;
    private readonly WorkerEnvironment environment;
    private readonly Thread thread;
    private readonly ConcurrentQueue<Action<Worker>> commands = new();
    private readonly Stack<ClientConnection> spareClients = new();
    private readonly Stack<Exchange> spareExchanges = new();
    private readonly Stack<UpstreamConnection> spareUpstreams = new();
    private readonly Dictionary<ServerState, UpstreamPool> connections = [];
    private readonly IoBufferPool largeBuffers = new(LargeBufferBytes, LargeBuffersMaximum);
    private readonly List<Listener> listeners = [];
    private readonly IdleSweep sweep;
    private List<ClientConnection> deferred = [];
    private List<ClientConnection> deferredBefore = [];
    private ClientConnection? firstClient;
    private RoutingSnapshot? published;
    private long now;
    private volatile bool stopping;

    public Worker(int index, WorkerEnvironment environment)
    {
        Index = index;
        this.environment = environment;
        clock = environment.Clock;
        now = clock.NowNanoseconds;
        Loop = environment.Network.CreateLoop();
        Timers = new TimerWheel(TimerResolutionNanoseconds, clock.NowNanoseconds);
        Buffers = new IoBufferPool(BufferBytes, environment.BuffersMaximum);
        Pipes = new PipePool(Loop);
        Random = new SeededRandom(environment.Seed + (ulong)index);
        Counters = environment.Metrics.Gateway(index);
        Recorder = new ExchangeRecorder(this, environment.Metrics, environment.AccessLog?.Writer(index));
        sweep = new IdleSweep(this);
        thread = new Thread(Run) { Name = $"worker-{index}", IsBackground = true };
    }

    public int Index { get; }

    public IEventLoop Loop { get; }

    public TimerWheel Timers { get; }

    public IoBufferPool Buffers { get; }

    public PipePool Pipes { get; }

    public SeededRandom Random { get; }

    public GatewayCounters Counters { get; }

    public ExchangeRecorder Recorder { get; }

    public HeadLimits HeadLimits => HeadLimits.Default;

    /// <summary>The adopted snapshot.</summary>
    public RoutingSnapshot Snapshot { get; private set; } = null!;

    /// <summary>By pool index of the adopted snapshot.</summary>
    public PoolState[] Pools { get; private set; } = [];

    /// <summary>This process is leaving: each answer ends its connection.</summary>
    public bool IsDraining { get; private set; }

    public int ClientCount { get; private set; }

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

    /// <summary>wait -> events -> timers -> deferred -> snapshot -> commands.</summary>
    private void Run()
    {
        AdoptSnapshot();
        Timers.Schedule(sweep, Now() + SweepNanoseconds);
        while (!stopping)
        {
            Counters.LoopTurns++;
            Loop.Turn(deferred.Count > 0 ? 0 : Timers.NanosecondsUntilNext(now));
            NoteTime();
            Timers.Advance(now);
            RunDeferred();
            if (published is not null)
            {
                AdoptSnapshot();
            }

            while (commands.TryDequeue(out Action<Worker>? command))
            {
                command(this);
            }
        }
    }

    /// <summary>
    /// Time of the event at hand. Reading the clock costs as much as copying a head, so it is read once for each event and not for each
    /// question: within one event nothing waits.
    /// </summary>
    public long Now() => now;

    /// <summary>An event is at hand: the time is read anew.</summary>
    public void NoteTime() => now = clock.NowNanoseconds;

    /// <summary>Has the connection looked at again before the loop waits. A connection gives up its turn so that others get theirs.</summary>
    public void Defer(ClientConnection client)
    {
        if (!client.IsDeferred)
        {
            client.IsDeferred = true;
            deferred.Add(client);
        }
    }

    private void RunDeferred()
    {
        if (deferred.Count == 0)
        {
            return;
        }

        (deferred, deferredBefore) = (deferredBefore, deferred);
        foreach (ClientConnection client in deferredBefore)
        {
            client.IsDeferred = false;
            client.OnDeferred();
        }

        deferredBefore.Clear();
    }

    // Snapshots -------------------------------------------------------------------------------------------------------------------

    private void AdoptSnapshot()
    {
        RoutingSnapshot snapshot = Interlocked.Exchange(ref published, null)!;
        PoolState[] before = Pools;
        Recorder.Adopt(snapshot);
        Pools = [.. snapshot.Pools.Select(pool => AdoptPool(pool, before))];
        RetireServersNotIn(snapshot);
        Snapshot = snapshot;
        environment.OnAdopted(Index, snapshot.Revision);
    }

    private PoolState AdoptPool(PoolSnapshot pool, PoolState[] before)
    {
        PoolState? previous = Array.Find(before, state => state.Snapshot.Name == pool.Name);
        IBalancer balancer = previous?.Snapshot.BalancingFingerprint == pool.BalancingFingerprint
            ? previous.Balancer
            : BalancerRegistry.Create(pool.Balance, pool.Servers, Random, previous?.Balancer);
        Dictionary<ServerState, UpstreamPool> used = [];
        foreach (ServerState server in pool.Servers)
        {
            if (!connections.TryGetValue(server, out UpstreamPool? existing))
            {
                existing = new UpstreamPool(this, server);
                connections[server] = existing;
            }

            existing.Counters ??= Recorder.CountersOf(server);
            existing.MaximumIdle = pool.MaximumIdleConnections;
            existing.IdleNanoseconds = pool.IdleNanoseconds;
            used[server] = existing;
        }

        return new PoolState(pool, balancer, used);
    }

    private void RetireServersNotIn(RoutingSnapshot snapshot)
    {
        HashSet<ServerState> kept = [.. snapshot.Pools.SelectMany(pool => pool.Servers)];
        foreach (ServerState server in connections.Keys.Where(server => !kept.Contains(server)).ToList())
        {
            connections[server].Retire();
            connections.Remove(server);
        }
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

    // Clients ---------------------------------------------------------------------------------------------------------------------

    public void OpenClient(SocketId socket, in NetworkAddress peer)
    {
        if (!environment.Clients.TryEnter())
        {
            RefuseClient(socket);
            return;
        }

        Counters.ClientsAccepted++;
        ClientConnection client = LinkClient();
        client.Open(socket, peer);
        Loop.Watch(socket, client);
    }

    /// <summary>An idle connection that another process has passed on.</summary>
    public void AdoptClient(int descriptor, in NetworkAddress peer)
    {
        environment.Clients.TryEnter();
        ClientConnection client = LinkClient();
        client.Open(Loop.Adopt(descriptor, client), peer);
    }

    public void CloseClient(ClientConnection client, bool abort)
    {
        Counters.BytesIn += client.Stream.BytesReceived;
        Counters.BytesOut += client.Stream.BytesSent;
        if (abort)
        {
            client.Stream.Abort();
        }
        else
        {
            client.Stream.Close();
        }

        ForgetClient(client);
    }

    /// <summary>Tells every client to leave with its next answer; those that are idle stay until they speak or the deadline comes.</summary>
    public void BeginDrain() => IsDraining = true;

    /// <summary>Gives idle clients away, open: whatever they send next waits in the kernel for the next owner.</summary>
    public List<(NetworkAddress Peer, int Descriptor)> DetachIdleClients()
    {
        List<(NetworkAddress, int)> detached = [];
        for (ClientConnection? client = firstClient; client is not null;)
        {
            ClientConnection? next = client.Next;
            if (client.IsIdle)
            {
                Timers.Cancel(client);
                detached.Add((client.Peer, client.Stream.Detach()));
                ForgetClient(client);
            }

            client = next;
        }

        return detached;
    }

    public void CloseIdleClients()
    {
        for (ClientConnection? client = firstClient; client is not null;)
        {
            ClientConnection? next = client.Next;
            if (client.IsIdle)
            {
                client.Close(abort: false);
            }

            client = next;
        }
    }

    private ClientConnection LinkClient()
    {
        ClientConnection client = spareClients.Count > 0 ? spareClients.Pop() : new ClientConnection(this, NewStream());
        client.Next = firstClient;
        client.Previous = null;
        if (firstClient is not null)
        {
            firstClient.Previous = client;
        }

        firstClient = client;
        ClientCount++;
        Counters.ClientsCurrent = ClientCount;
        return client;
    }

    private void ForgetClient(ClientConnection client)
    {
        if (client.Previous is null)
        {
            firstClient = client.Next;
        }
        else
        {
            client.Previous.Next = client.Next;
        }

        if (client.Next is not null)
        {
            client.Next.Previous = client.Previous;
        }

        client.Next = client.Previous = null;
        ClientCount--;
        Counters.ClientsCurrent = ClientCount;
        environment.Clients.Leave();
        Keep(spareClients, client);
    }

    /// <summary>Past the limit a client gets a whole answer instead of silence: it can tell its user, or try elsewhere.</summary>
    private void RefuseClient(SocketId socket)
    {
        Counters.ClientsRefused++;
        Loop.Send(socket, LocalAnswers.Of(503, close: true, withoutBody: false));
        Loop.ShutdownSend(socket);
        Loop.Close(socket);
    }

    // Exchanges and connections to servers ------------------------------------------------------------------------------------------

    public Exchange RentExchange(ClientConnection client)
    {
        Exchange exchange = spareExchanges.Count > 0 ? spareExchanges.Pop() : new Exchange(this);
        exchange.Reset(client);
        return exchange;
    }

    public void ReturnExchange(Exchange exchange) => Keep(spareExchanges, exchange);

    public UpstreamConnection RentUpstream(UpstreamPool pool)
    {
        UpstreamConnection connection = spareUpstreams.Count > 0 ? spareUpstreams.Pop() : new UpstreamConnection(NewStream());
        connection.Pool = pool;
        connection.IsReused = false;
        return connection;
    }

    public IoStatus Connect(UpstreamConnection connection, ServerState server)
    {
        IoStatus status = Loop.Connect(server.Address, connection, out SocketId socket);
        if (status is IoStatus.Done or IoStatus.InProgress)
        {
            connection.Stream.Open(socket, canReceive: false);
            connection.Pool!.CountOpen(1);
        }

        return status;
    }

    public IoStatus FinishConnect(UpstreamConnection connection) => Loop.FinishConnect(connection.Stream.Socket);

    public void CloseUpstream(UpstreamConnection connection)
    {
        connection.Pool!.CountOpen(connection.Stream.Socket.IsNone ? 0 : -1);
        connection.Stream.Close();
        connection.Pool = null;
        Keep(spareUpstreams, connection);
    }

    /// <summary>Passive health: real requests see a dead server before any probe does.</summary>
    public void OnConnectFailed(PoolState pool, ServerState server, IoStatus status)
    {
        Recorder.CountConnectFailure(server, status);
        if (pool.Snapshot.Health.ConnectFailed(server, Now()))
        {
            Recorder.CountEjection(server);
        }
    }

    /// <summary>A failed exchange weighs on the server's latency: failing fast must not attract requests.</summary>
    public void OnExchangeFailed(ServerState server) => server.RecordLatency(ServerState.FailureLatencyNanoseconds, Now());

    public void Dispose()
    {
        Stop();
        for (ClientConnection? client = firstClient; client is not null; client = firstClient)
        {
            client.Close(abort: false);
        }

        foreach (UpstreamPool pool in connections.Values)
        {
            pool.Retire();
        }

        Pipes.Dispose();
        Loop.Dispose();
        Buffers.Dispose();
        largeBuffers.Dispose();
    }

    private SocketStream NewStream() => new(Loop, Buffers, largeBuffers);

    private static void Keep<T>(Stack<T> spares, T spare)
    {
        if (spares.Count < SparesMaximum)
        {
            spares.Push(spare);
        }
    }

    /// <summary>Closes connections to servers that have been idle for too long.</summary>
    private sealed class IdleSweep(Worker worker) : TimerNode
    {
        protected override void OnDue(long nowNanoseconds)
        {
            foreach (UpstreamPool pool in worker.connections.Values)
            {
                pool.CloseExpired(nowNanoseconds);
            }

            worker.Timers.Schedule(this, nowNanoseconds + SweepNanoseconds);
        }
    }
}
