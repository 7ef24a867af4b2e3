using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// What one request's choice of a server depends on, read while its head is in the buffer, and the choice itself: the sticky server
/// where there is one, else the pool's balancer. Worker thread only. Next on the path: <see cref="UpstreamPool"/>.
/// </summary>
internal sealed class ServerChoice
{
    private PoolState pool = null!;
    private Bulkhead? bulkhead;
    private ServerState? sticky;
    private ulong hashKey;

    /// <summary>The request asks for a session: with the slot of its server it has a place for one.</summary>
    public bool IsSession { get; private set; }

    /// <summary>The last choice found nothing because no server has a place for another session.</summary>
    public bool SessionsAreFull { get; private set; }

    /// <summary>The answer must tell the client its server, because it came without one or with one that is gone.</summary>
    public bool SetsCookie { get; private set; }

    /// <param name="bulkhead">Of the route.</param>
    /// <param name="client">Who asks, also behind a trusted proxy: all of a proxy's users on one server would be a crowd.</param>
    public void Prepare(PoolState pool, Bulkhead? bulkhead, ReadOnlySpan<byte> input, RequestHead request, in NetworkAddress client)
    {
        this.pool = pool;
        this.bulkhead = bulkhead;
        PoolSnapshot snapshot = pool.Snapshot;
        hashKey = snapshot.Balance.Policy == BalancePolicy.ConsistentHash ? RequestHashKey.Of(snapshot, input, request, client) : 0;
        sticky = snapshot.StickyCookie.Length > 0 ? pool.FindByToken(CookieReader.Find(input, request.Fields, snapshot.StickyCookie)) : null;
        SetsCookie = false;
        IsSession = request.UpgradeToWebSocket;
    }

    /// <summary>Goes on with a pool that a reload has put in the place of the first. What was read from the head stays; the sticky server is gone.</summary>
    /// <param name="share">Of the route in that pool.</param>
    public void MoveTo(PoolState successor, Bulkhead? share)
    {
        pool = successor;
        bulkhead = share;
        sticky = null;
    }

    /// <summary>The server to use, with a slot of it taken, and a place of the route's share. Nobody overtakes those who wait already.</summary>
    /// <param name="avoid">The server that has just failed this request.</param>
    /// <param name="mayWait">Null is returned because all are full, not because none is available.</param>
    public ServerState? TryTakeSlot(ServerState? avoid, long nowNanoseconds, out bool mayWait)
    {
        if (sticky == avoid || sticky is { Available: false })
        {
            sticky = null;
        }

        mayWait = true;
        ServerState? taken = null;
        bool isItsTurn = !pool.Snapshot.Gate.MustWait(bulkhead) && bulkhead?.TryEnter() != false;
        if (isItsTurn)
        {
            taken = sticky is not null && TryEnter(sticky) ? sticky : FreeSlot.TryTake(pool, RequestFor(avoid, nowNanoseconds), out mayWait);
            if (taken is null)
            {
                bulkhead?.Leave();
            }
        }

        // A place comes free when somebody leaves, which may be in hours: nobody is kept in the queue of requests for that.
        SessionsAreFull = IsSession && taken is null && mayWait && SessionPlace.IsHopeless(pool.Snapshot.Servers, isItsTurn);
        mayWait &= !SessionsAreFull;
        return taken;
    }

    public BalancingRequest RequestFor(ServerState? avoid, long nowNanoseconds) => new(hashKey, avoid, nowNanoseconds, IsSession);

    private bool TryEnter(ServerState server) => IsSession ? SessionPlace.TryEnter(server) : server.TryEnter();

    /// <summary>
    /// The server is settled. A client whose own server is only full for the moment keeps its cookie: its next request goes back there.
    /// </summary>
    public void NoteTaken() => SetsCookie = sticky is null && pool.Snapshot.StickyCookie.Length > 0;
}
