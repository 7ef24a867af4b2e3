using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// One worker's exchanges that have a slot of a server but may not open a connection, because all workers together have as many as the
/// server is to get. Another worker then has an idle one, and is asked for it. Worker thread only.
/// </summary>
internal sealed class ConnectionQueue : TimerNode
{
    // The others are asked at once; this is for connections that were closed instead of given back.
    private const long LookNanoseconds = 5_000_000;

    // In one look; the others have theirs 5 ms later.
    private const int ServedMaximum = 64;

    private readonly Worker worker;

    // In order of arrival, of all servers. As long as the worker's slots of servers at their bound: tens.
    private readonly List<UpstreamConnection> waiting = [];
    private long look;

    public ConnectionQueue(Worker worker)
    {
        this.worker = worker;
    }

    public int Count => waiting.Count;

    /// <summary>The connection is opened, or gets another one's socket, as soon as that may be. Its exchange keeps the time.</summary>
    public void Add(UpstreamConnection connection)
    {
        waiting.Add(connection);
        connection.Pool!.CountWait();
        AskOthers(connection.Pool!);
        if (!IsScheduled)
        {
            worker.Timers.Schedule(this, worker.Now() + LookNanoseconds);
        }
    }

    /// <summary>The exchange has ended before.</summary>
    public void Remove(UpstreamConnection connection) => waiting.Remove(connection);

    /// <summary>Another worker's idle connection has come, open.</summary>
    public void OnArrived(ServerState server, int descriptor)
    {
        UpstreamPool pool = worker.Servers.Of(server);
        if (TryGive(pool, descriptor))
        {
            // One question brings one connection, and whoever had this one may have more.
            if (IndexOf(pool) >= 0)
            {
                AskOthers(pool);
            }
        }
        else
        {
            UpstreamConnection connection = worker.Servers.Rent(pool);
            worker.Servers.Open(connection, descriptor);
            pool.Return(connection, worker.Now());
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        look++;
        int index = 0;
        for (int served = 0; index < waiting.Count && served < ServedMaximum;)
        {
            UpstreamConnection connection = waiting[index];
            UpstreamPool pool = connection.Pool!;
            if (pool.FruitlessLook == look)
            {
                index++;
            }
            else if (pool.TryTakeIdle() is { } idle)
            {
                // One of this worker's own has been given back meanwhile. Exchanges that go on may leave the list, or join it again.
                served++;
                TryGive(pool, worker.Servers.Detach(idle));
            }
            else if (pool.Server.TryOpen())
            {
                served++;
                waiting.RemoveAt(index);
                connection.Exchange!.OnConnected(worker.Servers.ConnectReserved(connection, pool.Server));
            }
            else
            {
                // Nor is there one for whoever else waits for this server.
                pool.FruitlessLook = look;
                AskOthers(pool);
            }
        }

        if (waiting.Count > 0)
        {
            worker.Timers.Schedule(this, nowNanoseconds + LookNanoseconds);
        }
    }

    /// <summary>To one that waits here; false when none does.</summary>
    private bool TryGive(UpstreamPool pool, int descriptor)
    {
        int index = IndexOf(pool);
        if (index < 0)
        {
            return false;
        }

        UpstreamConnection connection = waiting[index];
        waiting.RemoveAt(index);
        connection.IsReused = true;
        worker.Servers.Open(connection, descriptor);
        connection.Exchange!.OnConnected(IoStatus.Done);
        return true;
    }

    /// <summary>The oldest that waits for the server; below 0 for none.</summary>
    private int IndexOf(UpstreamPool pool)
    {
        for (int index = 0; index < waiting.Count; index++)
        {
            if (waiting[index].Pool == pool)
            {
                return index;
            }
        }

        return -1;
    }

    private void AskOthers(UpstreamPool pool)
    {
        foreach (Worker other in worker.Peers)
        {
            // One at a time: a worker that stands still would find thousands.
            if (other != worker && pool.TryAsk(other.Index))
            {
                other.Post(pool.Question);
            }
        }
    }
}
