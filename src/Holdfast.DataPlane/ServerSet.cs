using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// One worker's connections to servers, over reloads: servers that stay keep their <see cref="UpstreamPool"/>, servers that leave have
/// theirs closed. Worker thread only.
/// </summary>
internal sealed class ServerSet : TimerNode
{
    private const long SweepNanoseconds = 1_000_000_000;

    // A power of two. A hashed lookup costs 70 ns a request; 256 places are 2 KiB and enough for most gateways' servers, and who
    // shares a place with another server pays the lookup.
    private const int RecentPlaces = 256;

    private readonly Worker worker;
    private readonly Spares<UpstreamConnection> spares;
    private readonly Dictionary<ServerState, UpstreamPool> connections = [];
    private readonly UpstreamPool?[] recent = new UpstreamPool?[RecentPlaces];

    public ServerSet(Worker worker, int sparesMaximum)
    {
        spares = new Spares<UpstreamConnection>(sparesMaximum);
        this.worker = worker;
        Waiting = new ConnectionQueue(worker);
    }

    /// <summary>Exchanges that may not open a connection now.</summary>
    public ConnectionQueue Waiting { get; }

    /// <summary>By pool index of the adopted snapshot.</summary>
    public PoolState[] Pools { get; private set; } = [];

    public void Adopt(RoutingSnapshot snapshot)
    {
        PoolState[] before = Pools;
        Pools = [.. snapshot.Pools.Select(pool => Adopt(pool, before))];
        RetireServersNotIn(snapshot);
    }

    /// <summary>Closes connections that have been idle for too long, about once a second from now on.</summary>
    public void BeginSweeping() => worker.Timers.Schedule(this, worker.Now() + SweepNanoseconds);

    /// <summary>
    /// This worker's connections to the server. One that it has not adopted yet can be asked for: a slot may be granted by a worker that
    /// is a snapshot ahead or behind.
    /// </summary>
    public UpstreamPool Of(ServerState server)
    {
        ref UpstreamPool? place = ref recent[(int)(server.Identity & (RecentPlaces - 1))];
        if (place is not { } known || known.Server != server)
        {
            place = Find(server);
        }

        return place;
    }

    /// <summary>A connection to be opened.</summary>
    public UpstreamConnection Rent(UpstreamPool pool)
    {
        UpstreamConnection connection = spares.TryTake() ?? new UpstreamConnection(worker.NewStream());
        connection.Pool = pool;
        connection.IsReused = false;
        connection.ConnectingSince = 0;
        return connection;
    }

    /// <summary>Opens the connection; InProgress also while it has to wait because the server has as many as it is to get.</summary>
    public IoStatus Connect(UpstreamConnection connection, ServerState server)
    {
        if (server.TryOpen())
        {
            return ConnectReserved(connection, server);
        }

        Waiting.Add(connection);
        return IoStatus.InProgress;
    }

    /// <summary>Opens a connection that is counted already.</summary>
    public IoStatus ConnectReserved(UpstreamConnection connection, ServerState server)
    {
        connection.ConnectingSince = worker.Now();
        IoStatus status = worker.Loop.Connect(server.Address, connection, out SocketId socket);
        if (status is IoStatus.Done or IoStatus.InProgress)
        {
            connection.Stream.Open(socket, canReceive: false);
            connection.Pool!.CountOpen(1);
        }
        else
        {
            server.Closed();
        }

        return status;
    }

    /// <summary>Takes an open socket that another worker has had.</summary>
    public void Open(UpstreamConnection connection, int descriptor)
    {
        connection.Pool!.CountOpen(1);
        connection.Stream.Open(worker.Loop.Adopt(descriptor, connection), canReceive: true);
    }

    /// <summary>Gives the socket of a connection that is in no pool away, open.</summary>
    public int Detach(UpstreamConnection connection)
    {
        connection.Pool!.CountOpen(-1);
        connection.Pool = null;
        int descriptor = connection.Stream.Detach();
        spares.Keep(connection);
        return descriptor;
    }

    /// <summary>Another worker needs a connection to the server and may open none.</summary>
    public void PassIdle(ServerState server, Worker asking)
    {
        if (!connections.TryGetValue(server, out UpstreamPool? pool) || pool.TryTakeIdle() is not { } idle)
        {
            return;
        }

        if (idle.IsSilent())
        {
            int descriptor = Detach(idle);
            asking.Post(owner => owner.Servers.Waiting.OnArrived(server, descriptor));
        }
        else
        {
            Close(idle);
        }
    }

    public void Close(UpstreamConnection connection)
    {
        bool wasOpen = !connection.Stream.Socket.IsNone;
        connection.Stream.Close();
        if (wasOpen)
        {
            // Not before: whoever opens another one for it would be one too many at the server until this is closed.
            connection.Pool!.CountOpen(-1);
            connection.Pool.Server.Closed();
        }
        else
        {
            Waiting.Remove(connection);
        }

        connection.Pool = null;
        spares.Keep(connection);
    }

    /// <summary>The server has fallen silent and is out.</summary>
    public void GiveUpWaitingFor(ServerState server)
    {
        if (connections.TryGetValue(server, out UpstreamPool? pool))
        {
            pool.GiveUpWaiting();
        }
    }

    /// <summary>A probe waits for a connection.</summary>
    public void CloseIdleOf(ServerState server)
    {
        if (connections.TryGetValue(server, out UpstreamPool? pool) && server.IsWantedByProbe)
        {
            pool.CloseIdle();
        }
    }

    /// <summary>This process leaves: where connections are bounded its idle ones are for others.</summary>
    public void BeginDrain()
    {
        foreach (UpstreamPool pool in connections.Values.Where(pool => pool.Server.MaximumConnections > 0))
        {
            pool.CloseIdle();
        }
    }

    public void RetireAll()
    {
        foreach (UpstreamPool pool in connections.Values)
        {
            pool.Retire();
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        foreach (UpstreamPool pool in connections.Values)
        {
            pool.CloseExpired(nowNanoseconds);
        }

        worker.Timers.Schedule(this, nowNanoseconds + SweepNanoseconds);
    }

    private UpstreamPool Find(ServerState server)
    {
        if (!connections.TryGetValue(server, out UpstreamPool? pool))
        {
            pool = new UpstreamPool(worker, server);
            connections[server] = pool;
        }

        return pool;
    }

    private PoolState Adopt(PoolSnapshot pool, PoolState[] before)
    {
        PoolState? previous = Array.Find(before, state => state.Snapshot.Name == pool.Name);
        IBalancer balancer = previous?.Snapshot.BalancingFingerprint == pool.BalancingFingerprint
            ? previous.Balancer
            : BalancerRegistry.Create(pool.Balance, pool.Servers, worker.Random, previous?.Balancer);
        foreach (ServerState server in pool.Servers)
        {
            UpstreamPool existing = Find(server);
            existing.Counters ??= worker.Recorder.CountersOf(server);
            existing.Evidence = pool.Health.EvidenceOf(server, worker.Index);
            existing.Samples = pool.Gate.Control.Find(server)?.SamplesOf(worker.Index);
            existing.MaximumIdle = pool.MaximumIdleConnections;
            existing.IdleNanoseconds = pool.IdleNanoseconds;
            existing.CloseSurplus();
        }

        return new PoolState(pool, balancer, pool.Gate.Control.SamplesOf(worker.Index));
    }

    private void RetireServersNotIn(RoutingSnapshot snapshot)
    {
        HashSet<ServerState> kept = [.. snapshot.Pools.SelectMany(pool => pool.Servers)];
        foreach (ServerState server in connections.Keys.Where(server => !kept.Contains(server)).ToList())
        {
            connections[server].Retire();
            connections.Remove(server);
        }

        Array.Clear(recent);
    }
}
