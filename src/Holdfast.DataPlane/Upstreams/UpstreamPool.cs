using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// One worker's idle connections to one server. The one used last is used next: it is the likeliest to be alive and warm, and the
/// rest grow old and can be closed. Worker thread only.
/// </summary>
internal sealed class UpstreamPool
{
    private readonly Worker worker;
    private UpstreamConnection? newest;
    private UpstreamConnection? oldest;
    private UpstreamConnection? busy;
    private Action<Worker>? question;

    // A bit for each worker that has a question of this one. The asked take them away.
    private long asked;

    public UpstreamPool(Worker worker, ServerState server)
    {
        this.worker = worker;
        Server = server;
    }

    public ServerState Server { get; }

    /// <summary>This worker's counters of the server; null before its first snapshot is in use.</summary>
    public ServerCounters? Counters { get; set; }

    /// <summary>This worker's measurements of the server for the control loop; null where protection is off.</summary>
    public ServerSamples? Samples { get; set; }

    /// <summary>This worker's evidence of the server's health.</summary>
    public TrafficEvidence? Evidence { get; set; }

    public int IdleCount { get; private set; }

    /// <summary>Most idle connections kept; a surplus is closed when its exchange ends.</summary>
    public int MaximumIdle { get; set; }

    public long IdleNanoseconds { get; set; }

    /// <summary>The server has left the configuration: nothing is kept any more.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>Asks another worker for an idle connection to the server. Made once: it is asked for each exchange that may open none.</summary>
    public Action<Worker> Question => question ??= other =>
    {
        NoteAsked(other.Index);
        other.Servers.PassIdle(Server, worker);
    };

    /// <summary>False while that worker has not looked at the last question yet.</summary>
    public bool TryAsk(int worker) => (Interlocked.Or(ref asked, BitOf(worker)) & BitOf(worker)) == 0;

    /// <summary>That worker looks at the question now. Its thread.</summary>
    public void NoteAsked(int worker) => Interlocked.And(ref asked, ~BitOf(worker));

    /// <summary>The look of <see cref="ConnectionQueue"/> in which there was no connection for anybody.</summary>
    public long FruitlessLook { get; set; }

    public UpstreamConnection? TryTakeIdle()
    {
        UpstreamConnection? connection = newest;
        if (connection is not null)
        {
            Unlink(connection);
            connection.IsReused = true;
        }

        return connection;
    }

    /// <summary>An exchange begins on the connection.</summary>
    public void Engage(UpstreamConnection connection, Exchange exchange)
    {
        connection.Exchange = exchange;
        connection.Newer = null;
        connection.Older = busy;
        if (busy is not null)
        {
            busy.Newer = connection;
        }

        busy = connection;
    }

    /// <summary>Its exchange is over.</summary>
    public void Disengage(UpstreamConnection connection)
    {
        connection.Exchange = null;
        if (connection.Newer is null)
        {
            busy = connection.Older;
        }
        else
        {
            connection.Newer.Older = connection.Older;
        }

        if (connection.Older is not null)
        {
            connection.Older.Newer = connection.Newer;
        }

        connection.Newer = connection.Older = null;
    }

    /// <summary>The server has fallen silent and is out: tells all exchanges that wait for it.</summary>
    public void GiveUpWaiting()
    {
        for (UpstreamConnection? connection = busy; connection is not null;)
        {
            // The exchange may leave the list now; it takes nobody with it.
            UpstreamConnection? next = connection.Older;
            connection.Exchange!.OnServerSilent();
            connection = next;
        }

        // What is idle leads to the same silence.
        while (oldest is not null)
        {
            DiscardIdle(oldest);
        }
    }

    /// <summary>Keeps a connection whose exchange ended cleanly, or closes it when there are enough.</summary>
    public void Return(UpstreamConnection connection, long nowNanoseconds)
    {
        // A process that leaves keeps none where they are bounded: its successor needs them.
        if (IsRetired || IdleCount >= MaximumIdle || HasTooMany || (Server.MaximumConnections > 0 && (worker.IsDraining || Server.IsWantedByProbe)))
        {
            worker.CloseUpstream(connection);
            return;
        }

        connection.IdleSinceNanoseconds = nowNanoseconds;
        connection.Older = newest;
        connection.Newer = null;
        if (newest is not null)
        {
            newest.Newer = connection;
        }

        newest = connection;
        oldest ??= connection;
        IdleCount++;
        CountIdle(1);
    }

    /// <summary>Closes an idle connection that its server has ended.</summary>
    public void DiscardIdle(UpstreamConnection connection)
    {
        Unlink(connection);
        worker.CloseUpstream(connection);
    }

    /// <summary>Closes what has been idle for too long, or is more than the server is to get since a reload; called about once a second.</summary>
    public void CloseExpired(long nowNanoseconds)
    {
        if (!Server.Available)
        {
            // Nobody is sent there now. To a server that bounds its connections itself they are places that its probes, and whoever comes next, would not get.
            CloseIdle();
        }

        CloseSurplus();
        while (oldest is not null && nowNanoseconds - oldest.IdleSinceNanoseconds >= IdleNanoseconds)
        {
            DiscardIdle(oldest);
        }
    }

    /// <summary>The operator has lowered the bound: what is idle goes at once, the rest when its exchange ends.</summary>
    public void CloseSurplus()
    {
        while (oldest is not null && HasTooMany)
        {
            DiscardIdle(oldest);
        }
    }

    private bool HasTooMany => Server.MaximumConnections > 0 && Server.Connections > Server.MaximumConnections;

    // Beyond 64 two share one, and one of them is asked a little later.
    private static long BitOf(int worker) => 1L << (worker & 63);

    public void Retire()
    {
        IsRetired = true;
        CloseIdle();
    }

    public void CloseIdle()
    {
        while (oldest is not null)
        {
            DiscardIdle(oldest);
        }
    }

    private void Unlink(UpstreamConnection connection)
    {
        if (connection.Newer is null)
        {
            newest = connection.Older;
        }
        else
        {
            connection.Newer.Older = connection.Older;
        }

        if (connection.Older is null)
        {
            oldest = connection.Newer;
        }
        else
        {
            connection.Older.Newer = connection.Newer;
        }

        connection.Newer = connection.Older = null;
        IdleCount--;
        CountIdle(-1);
    }

    private void CountIdle(int change)
    {
        if (Counters is not null)
        {
            Counters.ConnectionsIdle += change;
        }
    }

    /// <summary>An exchange may not open a connection now.</summary>
    public void CountWait()
    {
        if (Counters is not null)
        {
            Counters.ConnectionWaits++;
        }
    }

    /// <summary>A connection was opened or closed.</summary>
    public void CountOpen(int change)
    {
        if (Counters is not null)
        {
            Counters.ConnectionsOpen += change;
        }
    }
}
