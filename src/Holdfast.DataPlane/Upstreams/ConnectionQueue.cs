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

    private const int LookMaximum = 64;

    private readonly Worker worker;

    // As long as the worker's slots of servers at their bound: tens.
    private readonly List<UpstreamConnection> waiting = [];

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
        if (!TryGive(pool, descriptor))
        {
            UpstreamConnection connection = worker.Servers.Rent(pool);
            worker.Servers.Open(connection, descriptor);
            pool.Return(connection, worker.Now());
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        // Exchanges that go on may leave the list, or join it again.
        for (int index = Math.Min(waiting.Count, LookMaximum) - 1; index >= 0 && index < waiting.Count; index--)
        {
            UpstreamConnection connection = waiting[index];
            UpstreamPool pool = connection.Pool!;
            if (pool.TryTakeIdle() is { } idle)
            {
                // One of this worker's own has been given back meanwhile.
                TryGive(pool, worker.Servers.Detach(idle));
            }
            else if (pool.Server.TryOpen())
            {
                waiting.RemoveAt(index);
                connection.Exchange!.OnConnected(worker.Servers.ConnectReserved(connection, pool.Server));
            }
            else
            {
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
        int index = 0;
        while (index < waiting.Count && waiting[index].Pool != pool)
        {
            index++;
        }

        if (index == waiting.Count)
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

    private void AskOthers(UpstreamPool pool)
    {
        // A question for each waiting exchange and look, no more: with tens of exchanges and a few workers a few thousand a second.
        foreach (Worker other in worker.Peers)
        {
            if (other != worker)
            {
                other.Post(pool.Question);
            }
        }
    }
}
