using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Balancing;

/// <summary>
/// What one request's choice of a server depends on, read while its head is in the buffer, and the choice itself: the sticky server
/// where there is one, else the pool's balancer. Worker thread only. Next on the path: <see cref="UpstreamPool"/>.
/// </summary>
internal sealed class ServerChoice
{
    private PoolState pool = null!;
    private ServerState? sticky;
    private ulong hashKey;

    /// <summary>The answer must tell the client its server, because it came without one or with one that is gone.</summary>
    public bool SetsCookie { get; private set; }

    public void Prepare(PoolState pool, ReadOnlySpan<byte> input, RequestHead request, ClientConnection client)
    {
        this.pool = pool;
        PoolSnapshot snapshot = pool.Snapshot;
        hashKey = snapshot.Balance.Policy == BalancePolicy.ConsistentHash ? RequestHashKey.Of(snapshot, input, request, client.Peer) : 0;
        sticky = snapshot.StickyCookie.Length > 0 ? pool.FindByToken(CookieReader.Find(input, request.Fields, snapshot.StickyCookie)) : null;
        SetsCookie = false;
    }

    /// <summary>Goes on with a pool that a reload has put in the place of the first. What was read from the head stays; the sticky server is gone.</summary>
    public void MoveTo(PoolState successor)
    {
        pool = successor;
        sticky = null;
    }

    /// <summary>Null when no server is available.</summary>
    /// <param name="avoid">The server that has just failed this request.</param>
    public ServerState? Pick(ServerState? avoid, long nowNanoseconds)
    {
        if (sticky is { Available: true } && sticky != avoid)
        {
            return sticky;
        }

        SetsCookie = pool.Snapshot.StickyCookie.Length > 0;
        return pool.Balancer.Pick(new BalancingRequest(hashKey, avoid, nowNanoseconds));
    }
}
